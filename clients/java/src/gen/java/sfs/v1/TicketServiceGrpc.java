package sfs.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * TicketService keeps the work items that runs may serve.
 * A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
 * 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
 * need issues:write.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class TicketServiceGrpc {

  private TicketServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "sfs.v1.TicketService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<sfs.v1.CreateTicketRequest,
      sfs.v1.CreateTicketResponse> getCreateTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateTicket",
      requestType = sfs.v1.CreateTicketRequest.class,
      responseType = sfs.v1.CreateTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CreateTicketRequest,
      sfs.v1.CreateTicketResponse> getCreateTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CreateTicketRequest, sfs.v1.CreateTicketResponse> getCreateTicketMethod;
    if ((getCreateTicketMethod = TicketServiceGrpc.getCreateTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getCreateTicketMethod = TicketServiceGrpc.getCreateTicketMethod) == null) {
          TicketServiceGrpc.getCreateTicketMethod = getCreateTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CreateTicketRequest, sfs.v1.CreateTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("CreateTicket"))
              .build();
        }
      }
    }
    return getCreateTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetTicketRequest,
      sfs.v1.GetTicketResponse> getGetTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetTicket",
      requestType = sfs.v1.GetTicketRequest.class,
      responseType = sfs.v1.GetTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetTicketRequest,
      sfs.v1.GetTicketResponse> getGetTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetTicketRequest, sfs.v1.GetTicketResponse> getGetTicketMethod;
    if ((getGetTicketMethod = TicketServiceGrpc.getGetTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getGetTicketMethod = TicketServiceGrpc.getGetTicketMethod) == null) {
          TicketServiceGrpc.getGetTicketMethod = getGetTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetTicketRequest, sfs.v1.GetTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetTicket"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("GetTicket"))
              .build();
        }
      }
    }
    return getGetTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListTicketsRequest,
      sfs.v1.ListTicketsResponse> getListTicketsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTickets",
      requestType = sfs.v1.ListTicketsRequest.class,
      responseType = sfs.v1.ListTicketsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListTicketsRequest,
      sfs.v1.ListTicketsResponse> getListTicketsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListTicketsRequest, sfs.v1.ListTicketsResponse> getListTicketsMethod;
    if ((getListTicketsMethod = TicketServiceGrpc.getListTicketsMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getListTicketsMethod = TicketServiceGrpc.getListTicketsMethod) == null) {
          TicketServiceGrpc.getListTicketsMethod = getListTicketsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListTicketsRequest, sfs.v1.ListTicketsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTickets"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListTicketsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListTicketsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("ListTickets"))
              .build();
        }
      }
    }
    return getListTicketsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.UpdateTicketRequest,
      sfs.v1.UpdateTicketResponse> getUpdateTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateTicket",
      requestType = sfs.v1.UpdateTicketRequest.class,
      responseType = sfs.v1.UpdateTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.UpdateTicketRequest,
      sfs.v1.UpdateTicketResponse> getUpdateTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.UpdateTicketRequest, sfs.v1.UpdateTicketResponse> getUpdateTicketMethod;
    if ((getUpdateTicketMethod = TicketServiceGrpc.getUpdateTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getUpdateTicketMethod = TicketServiceGrpc.getUpdateTicketMethod) == null) {
          TicketServiceGrpc.getUpdateTicketMethod = getUpdateTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.UpdateTicketRequest, sfs.v1.UpdateTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdateTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdateTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("UpdateTicket"))
              .build();
        }
      }
    }
    return getUpdateTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.StartTicketRequest,
      sfs.v1.StartTicketResponse> getStartTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StartTicket",
      requestType = sfs.v1.StartTicketRequest.class,
      responseType = sfs.v1.StartTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.StartTicketRequest,
      sfs.v1.StartTicketResponse> getStartTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.StartTicketRequest, sfs.v1.StartTicketResponse> getStartTicketMethod;
    if ((getStartTicketMethod = TicketServiceGrpc.getStartTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getStartTicketMethod = TicketServiceGrpc.getStartTicketMethod) == null) {
          TicketServiceGrpc.getStartTicketMethod = getStartTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.StartTicketRequest, sfs.v1.StartTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StartTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.StartTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.StartTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("StartTicket"))
              .build();
        }
      }
    }
    return getStartTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.HeartbeatTicketRequest,
      sfs.v1.HeartbeatTicketResponse> getHeartbeatTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "HeartbeatTicket",
      requestType = sfs.v1.HeartbeatTicketRequest.class,
      responseType = sfs.v1.HeartbeatTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.HeartbeatTicketRequest,
      sfs.v1.HeartbeatTicketResponse> getHeartbeatTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.HeartbeatTicketRequest, sfs.v1.HeartbeatTicketResponse> getHeartbeatTicketMethod;
    if ((getHeartbeatTicketMethod = TicketServiceGrpc.getHeartbeatTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getHeartbeatTicketMethod = TicketServiceGrpc.getHeartbeatTicketMethod) == null) {
          TicketServiceGrpc.getHeartbeatTicketMethod = getHeartbeatTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.HeartbeatTicketRequest, sfs.v1.HeartbeatTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "HeartbeatTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.HeartbeatTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.HeartbeatTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("HeartbeatTicket"))
              .build();
        }
      }
    }
    return getHeartbeatTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ReleaseTicketRequest,
      sfs.v1.ReleaseTicketResponse> getReleaseTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ReleaseTicket",
      requestType = sfs.v1.ReleaseTicketRequest.class,
      responseType = sfs.v1.ReleaseTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ReleaseTicketRequest,
      sfs.v1.ReleaseTicketResponse> getReleaseTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ReleaseTicketRequest, sfs.v1.ReleaseTicketResponse> getReleaseTicketMethod;
    if ((getReleaseTicketMethod = TicketServiceGrpc.getReleaseTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getReleaseTicketMethod = TicketServiceGrpc.getReleaseTicketMethod) == null) {
          TicketServiceGrpc.getReleaseTicketMethod = getReleaseTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ReleaseTicketRequest, sfs.v1.ReleaseTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ReleaseTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ReleaseTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ReleaseTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("ReleaseTicket"))
              .build();
        }
      }
    }
    return getReleaseTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.CompleteTicketRequest,
      sfs.v1.CompleteTicketResponse> getCompleteTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CompleteTicket",
      requestType = sfs.v1.CompleteTicketRequest.class,
      responseType = sfs.v1.CompleteTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CompleteTicketRequest,
      sfs.v1.CompleteTicketResponse> getCompleteTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CompleteTicketRequest, sfs.v1.CompleteTicketResponse> getCompleteTicketMethod;
    if ((getCompleteTicketMethod = TicketServiceGrpc.getCompleteTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getCompleteTicketMethod = TicketServiceGrpc.getCompleteTicketMethod) == null) {
          TicketServiceGrpc.getCompleteTicketMethod = getCompleteTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CompleteTicketRequest, sfs.v1.CompleteTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CompleteTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CompleteTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CompleteTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("CompleteTicket"))
              .build();
        }
      }
    }
    return getCompleteTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.AcceptTicketRequest,
      sfs.v1.AcceptTicketResponse> getAcceptTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AcceptTicket",
      requestType = sfs.v1.AcceptTicketRequest.class,
      responseType = sfs.v1.AcceptTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.AcceptTicketRequest,
      sfs.v1.AcceptTicketResponse> getAcceptTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.AcceptTicketRequest, sfs.v1.AcceptTicketResponse> getAcceptTicketMethod;
    if ((getAcceptTicketMethod = TicketServiceGrpc.getAcceptTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getAcceptTicketMethod = TicketServiceGrpc.getAcceptTicketMethod) == null) {
          TicketServiceGrpc.getAcceptTicketMethod = getAcceptTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.AcceptTicketRequest, sfs.v1.AcceptTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AcceptTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.AcceptTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.AcceptTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("AcceptTicket"))
              .build();
        }
      }
    }
    return getAcceptTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ReopenTicketRequest,
      sfs.v1.ReopenTicketResponse> getReopenTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ReopenTicket",
      requestType = sfs.v1.ReopenTicketRequest.class,
      responseType = sfs.v1.ReopenTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ReopenTicketRequest,
      sfs.v1.ReopenTicketResponse> getReopenTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ReopenTicketRequest, sfs.v1.ReopenTicketResponse> getReopenTicketMethod;
    if ((getReopenTicketMethod = TicketServiceGrpc.getReopenTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getReopenTicketMethod = TicketServiceGrpc.getReopenTicketMethod) == null) {
          TicketServiceGrpc.getReopenTicketMethod = getReopenTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ReopenTicketRequest, sfs.v1.ReopenTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ReopenTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ReopenTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ReopenTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("ReopenTicket"))
              .build();
        }
      }
    }
    return getReopenTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.BlockTicketRequest,
      sfs.v1.BlockTicketResponse> getBlockTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BlockTicket",
      requestType = sfs.v1.BlockTicketRequest.class,
      responseType = sfs.v1.BlockTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.BlockTicketRequest,
      sfs.v1.BlockTicketResponse> getBlockTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.BlockTicketRequest, sfs.v1.BlockTicketResponse> getBlockTicketMethod;
    if ((getBlockTicketMethod = TicketServiceGrpc.getBlockTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getBlockTicketMethod = TicketServiceGrpc.getBlockTicketMethod) == null) {
          TicketServiceGrpc.getBlockTicketMethod = getBlockTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.BlockTicketRequest, sfs.v1.BlockTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BlockTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.BlockTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.BlockTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("BlockTicket"))
              .build();
        }
      }
    }
    return getBlockTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.UnblockTicketRequest,
      sfs.v1.UnblockTicketResponse> getUnblockTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UnblockTicket",
      requestType = sfs.v1.UnblockTicketRequest.class,
      responseType = sfs.v1.UnblockTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.UnblockTicketRequest,
      sfs.v1.UnblockTicketResponse> getUnblockTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.UnblockTicketRequest, sfs.v1.UnblockTicketResponse> getUnblockTicketMethod;
    if ((getUnblockTicketMethod = TicketServiceGrpc.getUnblockTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getUnblockTicketMethod = TicketServiceGrpc.getUnblockTicketMethod) == null) {
          TicketServiceGrpc.getUnblockTicketMethod = getUnblockTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.UnblockTicketRequest, sfs.v1.UnblockTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UnblockTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UnblockTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UnblockTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("UnblockTicket"))
              .build();
        }
      }
    }
    return getUnblockTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ApproveTicketRequest,
      sfs.v1.ApproveTicketResponse> getApproveTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ApproveTicket",
      requestType = sfs.v1.ApproveTicketRequest.class,
      responseType = sfs.v1.ApproveTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ApproveTicketRequest,
      sfs.v1.ApproveTicketResponse> getApproveTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ApproveTicketRequest, sfs.v1.ApproveTicketResponse> getApproveTicketMethod;
    if ((getApproveTicketMethod = TicketServiceGrpc.getApproveTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getApproveTicketMethod = TicketServiceGrpc.getApproveTicketMethod) == null) {
          TicketServiceGrpc.getApproveTicketMethod = getApproveTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ApproveTicketRequest, sfs.v1.ApproveTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ApproveTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ApproveTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ApproveTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("ApproveTicket"))
              .build();
        }
      }
    }
    return getApproveTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.DismissTicketRequest,
      sfs.v1.DismissTicketResponse> getDismissTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DismissTicket",
      requestType = sfs.v1.DismissTicketRequest.class,
      responseType = sfs.v1.DismissTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.DismissTicketRequest,
      sfs.v1.DismissTicketResponse> getDismissTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.DismissTicketRequest, sfs.v1.DismissTicketResponse> getDismissTicketMethod;
    if ((getDismissTicketMethod = TicketServiceGrpc.getDismissTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getDismissTicketMethod = TicketServiceGrpc.getDismissTicketMethod) == null) {
          TicketServiceGrpc.getDismissTicketMethod = getDismissTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.DismissTicketRequest, sfs.v1.DismissTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DismissTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.DismissTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.DismissTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("DismissTicket"))
              .build();
        }
      }
    }
    return getDismissTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.CancelTicketRequest,
      sfs.v1.CancelTicketResponse> getCancelTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CancelTicket",
      requestType = sfs.v1.CancelTicketRequest.class,
      responseType = sfs.v1.CancelTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CancelTicketRequest,
      sfs.v1.CancelTicketResponse> getCancelTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CancelTicketRequest, sfs.v1.CancelTicketResponse> getCancelTicketMethod;
    if ((getCancelTicketMethod = TicketServiceGrpc.getCancelTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getCancelTicketMethod = TicketServiceGrpc.getCancelTicketMethod) == null) {
          TicketServiceGrpc.getCancelTicketMethod = getCancelTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CancelTicketRequest, sfs.v1.CancelTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CancelTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CancelTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CancelTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("CancelTicket"))
              .build();
        }
      }
    }
    return getCancelTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.CloseTicketRequest,
      sfs.v1.CloseTicketResponse> getCloseTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CloseTicket",
      requestType = sfs.v1.CloseTicketRequest.class,
      responseType = sfs.v1.CloseTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CloseTicketRequest,
      sfs.v1.CloseTicketResponse> getCloseTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CloseTicketRequest, sfs.v1.CloseTicketResponse> getCloseTicketMethod;
    if ((getCloseTicketMethod = TicketServiceGrpc.getCloseTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getCloseTicketMethod = TicketServiceGrpc.getCloseTicketMethod) == null) {
          TicketServiceGrpc.getCloseTicketMethod = getCloseTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CloseTicketRequest, sfs.v1.CloseTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CloseTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CloseTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CloseTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("CloseTicket"))
              .build();
        }
      }
    }
    return getCloseTicketMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.AddTicketCommentRequest,
      sfs.v1.AddTicketCommentResponse> getAddTicketCommentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AddTicketComment",
      requestType = sfs.v1.AddTicketCommentRequest.class,
      responseType = sfs.v1.AddTicketCommentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.AddTicketCommentRequest,
      sfs.v1.AddTicketCommentResponse> getAddTicketCommentMethod() {
    io.grpc.MethodDescriptor<sfs.v1.AddTicketCommentRequest, sfs.v1.AddTicketCommentResponse> getAddTicketCommentMethod;
    if ((getAddTicketCommentMethod = TicketServiceGrpc.getAddTicketCommentMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getAddTicketCommentMethod = TicketServiceGrpc.getAddTicketCommentMethod) == null) {
          TicketServiceGrpc.getAddTicketCommentMethod = getAddTicketCommentMethod =
              io.grpc.MethodDescriptor.<sfs.v1.AddTicketCommentRequest, sfs.v1.AddTicketCommentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AddTicketComment"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.AddTicketCommentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.AddTicketCommentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("AddTicketComment"))
              .build();
        }
      }
    }
    return getAddTicketCommentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListTicketCommentsRequest,
      sfs.v1.ListTicketCommentsResponse> getListTicketCommentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTicketComments",
      requestType = sfs.v1.ListTicketCommentsRequest.class,
      responseType = sfs.v1.ListTicketCommentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListTicketCommentsRequest,
      sfs.v1.ListTicketCommentsResponse> getListTicketCommentsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListTicketCommentsRequest, sfs.v1.ListTicketCommentsResponse> getListTicketCommentsMethod;
    if ((getListTicketCommentsMethod = TicketServiceGrpc.getListTicketCommentsMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getListTicketCommentsMethod = TicketServiceGrpc.getListTicketCommentsMethod) == null) {
          TicketServiceGrpc.getListTicketCommentsMethod = getListTicketCommentsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListTicketCommentsRequest, sfs.v1.ListTicketCommentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTicketComments"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListTicketCommentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListTicketCommentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("ListTicketComments"))
              .build();
        }
      }
    }
    return getListTicketCommentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListTicketHistoryRequest,
      sfs.v1.ListTicketHistoryResponse> getListTicketHistoryMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTicketHistory",
      requestType = sfs.v1.ListTicketHistoryRequest.class,
      responseType = sfs.v1.ListTicketHistoryResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListTicketHistoryRequest,
      sfs.v1.ListTicketHistoryResponse> getListTicketHistoryMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListTicketHistoryRequest, sfs.v1.ListTicketHistoryResponse> getListTicketHistoryMethod;
    if ((getListTicketHistoryMethod = TicketServiceGrpc.getListTicketHistoryMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getListTicketHistoryMethod = TicketServiceGrpc.getListTicketHistoryMethod) == null) {
          TicketServiceGrpc.getListTicketHistoryMethod = getListTicketHistoryMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListTicketHistoryRequest, sfs.v1.ListTicketHistoryResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTicketHistory"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListTicketHistoryRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListTicketHistoryResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("ListTicketHistory"))
              .build();
        }
      }
    }
    return getListTicketHistoryMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.WatchTicketRequest,
      sfs.v1.WatchTicketResponse> getWatchTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchTicket",
      requestType = sfs.v1.WatchTicketRequest.class,
      responseType = sfs.v1.WatchTicketResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<sfs.v1.WatchTicketRequest,
      sfs.v1.WatchTicketResponse> getWatchTicketMethod() {
    io.grpc.MethodDescriptor<sfs.v1.WatchTicketRequest, sfs.v1.WatchTicketResponse> getWatchTicketMethod;
    if ((getWatchTicketMethod = TicketServiceGrpc.getWatchTicketMethod) == null) {
      synchronized (TicketServiceGrpc.class) {
        if ((getWatchTicketMethod = TicketServiceGrpc.getWatchTicketMethod) == null) {
          TicketServiceGrpc.getWatchTicketMethod = getWatchTicketMethod =
              io.grpc.MethodDescriptor.<sfs.v1.WatchTicketRequest, sfs.v1.WatchTicketResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchTicket"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.WatchTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.WatchTicketResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TicketServiceMethodDescriptorSupplier("WatchTicket"))
              .build();
        }
      }
    }
    return getWatchTicketMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static TicketServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TicketServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TicketServiceStub>() {
        @java.lang.Override
        public TicketServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TicketServiceStub(channel, callOptions);
        }
      };
    return TicketServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static TicketServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TicketServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TicketServiceBlockingV2Stub>() {
        @java.lang.Override
        public TicketServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TicketServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return TicketServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static TicketServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TicketServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TicketServiceBlockingStub>() {
        @java.lang.Override
        public TicketServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TicketServiceBlockingStub(channel, callOptions);
        }
      };
    return TicketServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static TicketServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TicketServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TicketServiceFutureStub>() {
        @java.lang.Override
        public TicketServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TicketServiceFutureStub(channel, callOptions);
        }
      };
    return TicketServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * TicketService keeps the work items that runs may serve.
   * A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
   * 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
   * need issues:write.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * CreateTicket makes a ticket. Tickets of agents start suggested and wait for a person.
     * </pre>
     */
    default void createTicket(sfs.v1.CreateTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetTicket returns one ticket.
     * </pre>
     */
    default void getTicket(sfs.v1.GetTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListTickets lists tickets, newest first, without descriptions.
     * </pre>
     */
    default void listTickets(sfs.v1.ListTicketsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListTicketsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTicketsMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateTicket changes the fields that the mask names; an empty value clears a field. Every change is kept.
     * </pre>
     */
    default void updateTicket(sfs.v1.UpdateTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdateTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * StartTicket takes an open ticket, or one whose lease ran out, and returns the context; its epoch rises by one. Sent again with
     * its request id after somebody else started the ticket, it is refused with STALE_LEASE.
     * </pre>
     */
    default void startTicket(sfs.v1.StartTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.StartTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getStartTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * HeartbeatTicket renews the lease.
     * </pre>
     */
    default void heartbeatTicket(sfs.v1.HeartbeatTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.HeartbeatTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getHeartbeatTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * ReleaseTicket gives the lease back: the ticket stays in progress without holder, and anyone may start it.
     * </pre>
     */
    default void releaseTicket(sfs.v1.ReleaseTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ReleaseTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getReleaseTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * CompleteTicket hands a task over to review.
     * </pre>
     */
    default void completeTicket(sfs.v1.CompleteTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CompleteTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCompleteTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * AcceptTicket ends a task in review as done, tells its dependents, and unblocks those that waited for nothing else. Refused to
     * the key that completed it.
     * </pre>
     */
    default void acceptTicket(sfs.v1.AcceptTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.AcceptTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAcceptTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * ReopenTicket sends a task in review, or an issue in progress, back to open.
     * </pre>
     */
    default void reopenTicket(sfs.v1.ReopenTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ReopenTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getReopenTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * BlockTicket says that a task in progress cannot go on.
     * </pre>
     */
    default void blockTicket(sfs.v1.BlockTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.BlockTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBlockTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * UnblockTicket says that a blocked task can go on.
     * </pre>
     */
    default void unblockTicket(sfs.v1.UnblockTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UnblockTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUnblockTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * ApproveTicket opens a suggested ticket. Only people may.
     * </pre>
     */
    default void approveTicket(sfs.v1.ApproveTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ApproveTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getApproveTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * DismissTicket cancels a suggested or open ticket.
     * </pre>
     */
    default void dismissTicket(sfs.v1.DismissTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.DismissTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDismissTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * CancelTicket cancels a ticket that has not ended; one in review must be reopened first.
     * </pre>
     */
    default void cancelTicket(sfs.v1.CancelTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CancelTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCancelTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * CloseTicket ends an issue in progress.
     * </pre>
     */
    default void closeTicket(sfs.v1.CloseTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CloseTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCloseTicketMethod(), responseObserver);
    }

    /**
     * <pre>
     * AddTicketComment adds a comment.
     * </pre>
     */
    default void addTicketComment(sfs.v1.AddTicketCommentRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.AddTicketCommentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAddTicketCommentMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListTicketComments lists comments, oldest first unless asked otherwise.
     * </pre>
     */
    default void listTicketComments(sfs.v1.ListTicketCommentsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListTicketCommentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTicketCommentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListTicketHistory lists every change of every field, oldest first.
     * </pre>
     */
    default void listTicketHistory(sfs.v1.ListTicketHistoryRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListTicketHistoryResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTicketHistoryMethod(), responseObserver);
    }

    /**
     * <pre>
     * WatchTicket sends the ticket at once, then the ticket at each change and each new comment, until the ticket has ended.
     * </pre>
     */
    default void watchTicket(sfs.v1.WatchTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.WatchTicketResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchTicketMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service TicketService.
   * <pre>
   * TicketService keeps the work items that runs may serve.
   * A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
   * 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
   * need issues:write.
   * </pre>
   */
  public static abstract class TicketServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return TicketServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service TicketService.
   * <pre>
   * TicketService keeps the work items that runs may serve.
   * A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
   * 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
   * need issues:write.
   * </pre>
   */
  public static final class TicketServiceStub
      extends io.grpc.stub.AbstractAsyncStub<TicketServiceStub> {
    private TicketServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TicketServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TicketServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateTicket makes a ticket. Tickets of agents start suggested and wait for a person.
     * </pre>
     */
    public void createTicket(sfs.v1.CreateTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetTicket returns one ticket.
     * </pre>
     */
    public void getTicket(sfs.v1.GetTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListTickets lists tickets, newest first, without descriptions.
     * </pre>
     */
    public void listTickets(sfs.v1.ListTicketsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListTicketsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListTicketsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateTicket changes the fields that the mask names; an empty value clears a field. Every change is kept.
     * </pre>
     */
    public void updateTicket(sfs.v1.UpdateTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdateTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * StartTicket takes an open ticket, or one whose lease ran out, and returns the context; its epoch rises by one. Sent again with
     * its request id after somebody else started the ticket, it is refused with STALE_LEASE.
     * </pre>
     */
    public void startTicket(sfs.v1.StartTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.StartTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getStartTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * HeartbeatTicket renews the lease.
     * </pre>
     */
    public void heartbeatTicket(sfs.v1.HeartbeatTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.HeartbeatTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getHeartbeatTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ReleaseTicket gives the lease back: the ticket stays in progress without holder, and anyone may start it.
     * </pre>
     */
    public void releaseTicket(sfs.v1.ReleaseTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ReleaseTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getReleaseTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CompleteTicket hands a task over to review.
     * </pre>
     */
    public void completeTicket(sfs.v1.CompleteTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CompleteTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCompleteTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * AcceptTicket ends a task in review as done, tells its dependents, and unblocks those that waited for nothing else. Refused to
     * the key that completed it.
     * </pre>
     */
    public void acceptTicket(sfs.v1.AcceptTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.AcceptTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAcceptTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ReopenTicket sends a task in review, or an issue in progress, back to open.
     * </pre>
     */
    public void reopenTicket(sfs.v1.ReopenTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ReopenTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getReopenTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BlockTicket says that a task in progress cannot go on.
     * </pre>
     */
    public void blockTicket(sfs.v1.BlockTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.BlockTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBlockTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UnblockTicket says that a blocked task can go on.
     * </pre>
     */
    public void unblockTicket(sfs.v1.UnblockTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UnblockTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUnblockTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ApproveTicket opens a suggested ticket. Only people may.
     * </pre>
     */
    public void approveTicket(sfs.v1.ApproveTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ApproveTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getApproveTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * DismissTicket cancels a suggested or open ticket.
     * </pre>
     */
    public void dismissTicket(sfs.v1.DismissTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.DismissTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDismissTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CancelTicket cancels a ticket that has not ended; one in review must be reopened first.
     * </pre>
     */
    public void cancelTicket(sfs.v1.CancelTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CancelTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCancelTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CloseTicket ends an issue in progress.
     * </pre>
     */
    public void closeTicket(sfs.v1.CloseTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CloseTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCloseTicketMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * AddTicketComment adds a comment.
     * </pre>
     */
    public void addTicketComment(sfs.v1.AddTicketCommentRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.AddTicketCommentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAddTicketCommentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListTicketComments lists comments, oldest first unless asked otherwise.
     * </pre>
     */
    public void listTicketComments(sfs.v1.ListTicketCommentsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListTicketCommentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListTicketCommentsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListTicketHistory lists every change of every field, oldest first.
     * </pre>
     */
    public void listTicketHistory(sfs.v1.ListTicketHistoryRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListTicketHistoryResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListTicketHistoryMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * WatchTicket sends the ticket at once, then the ticket at each change and each new comment, until the ticket has ended.
     * </pre>
     */
    public void watchTicket(sfs.v1.WatchTicketRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.WatchTicketResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchTicketMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service TicketService.
   * <pre>
   * TicketService keeps the work items that runs may serve.
   * A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
   * 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
   * need issues:write.
   * </pre>
   */
  public static final class TicketServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<TicketServiceBlockingV2Stub> {
    private TicketServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TicketServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TicketServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateTicket makes a ticket. Tickets of agents start suggested and wait for a person.
     * </pre>
     */
    public sfs.v1.CreateTicketResponse createTicket(sfs.v1.CreateTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetTicket returns one ticket.
     * </pre>
     */
    public sfs.v1.GetTicketResponse getTicket(sfs.v1.GetTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListTickets lists tickets, newest first, without descriptions.
     * </pre>
     */
    public sfs.v1.ListTicketsResponse listTickets(sfs.v1.ListTicketsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListTicketsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateTicket changes the fields that the mask names; an empty value clears a field. Every change is kept.
     * </pre>
     */
    public sfs.v1.UpdateTicketResponse updateTicket(sfs.v1.UpdateTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * StartTicket takes an open ticket, or one whose lease ran out, and returns the context; its epoch rises by one. Sent again with
     * its request id after somebody else started the ticket, it is refused with STALE_LEASE.
     * </pre>
     */
    public sfs.v1.StartTicketResponse startTicket(sfs.v1.StartTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getStartTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * HeartbeatTicket renews the lease.
     * </pre>
     */
    public sfs.v1.HeartbeatTicketResponse heartbeatTicket(sfs.v1.HeartbeatTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getHeartbeatTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ReleaseTicket gives the lease back: the ticket stays in progress without holder, and anyone may start it.
     * </pre>
     */
    public sfs.v1.ReleaseTicketResponse releaseTicket(sfs.v1.ReleaseTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getReleaseTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CompleteTicket hands a task over to review.
     * </pre>
     */
    public sfs.v1.CompleteTicketResponse completeTicket(sfs.v1.CompleteTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCompleteTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * AcceptTicket ends a task in review as done, tells its dependents, and unblocks those that waited for nothing else. Refused to
     * the key that completed it.
     * </pre>
     */
    public sfs.v1.AcceptTicketResponse acceptTicket(sfs.v1.AcceptTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAcceptTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ReopenTicket sends a task in review, or an issue in progress, back to open.
     * </pre>
     */
    public sfs.v1.ReopenTicketResponse reopenTicket(sfs.v1.ReopenTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getReopenTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BlockTicket says that a task in progress cannot go on.
     * </pre>
     */
    public sfs.v1.BlockTicketResponse blockTicket(sfs.v1.BlockTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBlockTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UnblockTicket says that a blocked task can go on.
     * </pre>
     */
    public sfs.v1.UnblockTicketResponse unblockTicket(sfs.v1.UnblockTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUnblockTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ApproveTicket opens a suggested ticket. Only people may.
     * </pre>
     */
    public sfs.v1.ApproveTicketResponse approveTicket(sfs.v1.ApproveTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getApproveTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DismissTicket cancels a suggested or open ticket.
     * </pre>
     */
    public sfs.v1.DismissTicketResponse dismissTicket(sfs.v1.DismissTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDismissTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CancelTicket cancels a ticket that has not ended; one in review must be reopened first.
     * </pre>
     */
    public sfs.v1.CancelTicketResponse cancelTicket(sfs.v1.CancelTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCancelTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CloseTicket ends an issue in progress.
     * </pre>
     */
    public sfs.v1.CloseTicketResponse closeTicket(sfs.v1.CloseTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCloseTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * AddTicketComment adds a comment.
     * </pre>
     */
    public sfs.v1.AddTicketCommentResponse addTicketComment(sfs.v1.AddTicketCommentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAddTicketCommentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListTicketComments lists comments, oldest first unless asked otherwise.
     * </pre>
     */
    public sfs.v1.ListTicketCommentsResponse listTicketComments(sfs.v1.ListTicketCommentsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListTicketCommentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListTicketHistory lists every change of every field, oldest first.
     * </pre>
     */
    public sfs.v1.ListTicketHistoryResponse listTicketHistory(sfs.v1.ListTicketHistoryRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListTicketHistoryMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WatchTicket sends the ticket at once, then the ticket at each change and each new comment, until the ticket has ended.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, sfs.v1.WatchTicketResponse>
        watchTicket(sfs.v1.WatchTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchTicketMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service TicketService.
   * <pre>
   * TicketService keeps the work items that runs may serve.
   * A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
   * 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
   * need issues:write.
   * </pre>
   */
  public static final class TicketServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<TicketServiceBlockingStub> {
    private TicketServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TicketServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TicketServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateTicket makes a ticket. Tickets of agents start suggested and wait for a person.
     * </pre>
     */
    public sfs.v1.CreateTicketResponse createTicket(sfs.v1.CreateTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetTicket returns one ticket.
     * </pre>
     */
    public sfs.v1.GetTicketResponse getTicket(sfs.v1.GetTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListTickets lists tickets, newest first, without descriptions.
     * </pre>
     */
    public sfs.v1.ListTicketsResponse listTickets(sfs.v1.ListTicketsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListTicketsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateTicket changes the fields that the mask names; an empty value clears a field. Every change is kept.
     * </pre>
     */
    public sfs.v1.UpdateTicketResponse updateTicket(sfs.v1.UpdateTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * StartTicket takes an open ticket, or one whose lease ran out, and returns the context; its epoch rises by one. Sent again with
     * its request id after somebody else started the ticket, it is refused with STALE_LEASE.
     * </pre>
     */
    public sfs.v1.StartTicketResponse startTicket(sfs.v1.StartTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getStartTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * HeartbeatTicket renews the lease.
     * </pre>
     */
    public sfs.v1.HeartbeatTicketResponse heartbeatTicket(sfs.v1.HeartbeatTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getHeartbeatTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ReleaseTicket gives the lease back: the ticket stays in progress without holder, and anyone may start it.
     * </pre>
     */
    public sfs.v1.ReleaseTicketResponse releaseTicket(sfs.v1.ReleaseTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getReleaseTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CompleteTicket hands a task over to review.
     * </pre>
     */
    public sfs.v1.CompleteTicketResponse completeTicket(sfs.v1.CompleteTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCompleteTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * AcceptTicket ends a task in review as done, tells its dependents, and unblocks those that waited for nothing else. Refused to
     * the key that completed it.
     * </pre>
     */
    public sfs.v1.AcceptTicketResponse acceptTicket(sfs.v1.AcceptTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAcceptTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ReopenTicket sends a task in review, or an issue in progress, back to open.
     * </pre>
     */
    public sfs.v1.ReopenTicketResponse reopenTicket(sfs.v1.ReopenTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getReopenTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BlockTicket says that a task in progress cannot go on.
     * </pre>
     */
    public sfs.v1.BlockTicketResponse blockTicket(sfs.v1.BlockTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBlockTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UnblockTicket says that a blocked task can go on.
     * </pre>
     */
    public sfs.v1.UnblockTicketResponse unblockTicket(sfs.v1.UnblockTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUnblockTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ApproveTicket opens a suggested ticket. Only people may.
     * </pre>
     */
    public sfs.v1.ApproveTicketResponse approveTicket(sfs.v1.ApproveTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getApproveTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DismissTicket cancels a suggested or open ticket.
     * </pre>
     */
    public sfs.v1.DismissTicketResponse dismissTicket(sfs.v1.DismissTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDismissTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CancelTicket cancels a ticket that has not ended; one in review must be reopened first.
     * </pre>
     */
    public sfs.v1.CancelTicketResponse cancelTicket(sfs.v1.CancelTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCancelTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CloseTicket ends an issue in progress.
     * </pre>
     */
    public sfs.v1.CloseTicketResponse closeTicket(sfs.v1.CloseTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCloseTicketMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * AddTicketComment adds a comment.
     * </pre>
     */
    public sfs.v1.AddTicketCommentResponse addTicketComment(sfs.v1.AddTicketCommentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAddTicketCommentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListTicketComments lists comments, oldest first unless asked otherwise.
     * </pre>
     */
    public sfs.v1.ListTicketCommentsResponse listTicketComments(sfs.v1.ListTicketCommentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListTicketCommentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListTicketHistory lists every change of every field, oldest first.
     * </pre>
     */
    public sfs.v1.ListTicketHistoryResponse listTicketHistory(sfs.v1.ListTicketHistoryRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListTicketHistoryMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WatchTicket sends the ticket at once, then the ticket at each change and each new comment, until the ticket has ended.
     * </pre>
     */
    public java.util.Iterator<sfs.v1.WatchTicketResponse> watchTicket(
        sfs.v1.WatchTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchTicketMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service TicketService.
   * <pre>
   * TicketService keeps the work items that runs may serve.
   * A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who starts a ticket holds a lease of
   * 60 minutes with a fencing epoch; service keys send the epoch with every write to a ticket in progress. Writes to issues also
   * need issues:write.
   * </pre>
   */
  public static final class TicketServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<TicketServiceFutureStub> {
    private TicketServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TicketServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TicketServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateTicket makes a ticket. Tickets of agents start suggested and wait for a person.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CreateTicketResponse> createTicket(
        sfs.v1.CreateTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetTicket returns one ticket.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetTicketResponse> getTicket(
        sfs.v1.GetTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListTickets lists tickets, newest first, without descriptions.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListTicketsResponse> listTickets(
        sfs.v1.ListTicketsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListTicketsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateTicket changes the fields that the mask names; an empty value clears a field. Every change is kept.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.UpdateTicketResponse> updateTicket(
        sfs.v1.UpdateTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * StartTicket takes an open ticket, or one whose lease ran out, and returns the context; its epoch rises by one. Sent again with
     * its request id after somebody else started the ticket, it is refused with STALE_LEASE.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.StartTicketResponse> startTicket(
        sfs.v1.StartTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getStartTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * HeartbeatTicket renews the lease.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.HeartbeatTicketResponse> heartbeatTicket(
        sfs.v1.HeartbeatTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getHeartbeatTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ReleaseTicket gives the lease back: the ticket stays in progress without holder, and anyone may start it.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ReleaseTicketResponse> releaseTicket(
        sfs.v1.ReleaseTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getReleaseTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CompleteTicket hands a task over to review.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CompleteTicketResponse> completeTicket(
        sfs.v1.CompleteTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCompleteTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * AcceptTicket ends a task in review as done, tells its dependents, and unblocks those that waited for nothing else. Refused to
     * the key that completed it.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.AcceptTicketResponse> acceptTicket(
        sfs.v1.AcceptTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAcceptTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ReopenTicket sends a task in review, or an issue in progress, back to open.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ReopenTicketResponse> reopenTicket(
        sfs.v1.ReopenTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getReopenTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BlockTicket says that a task in progress cannot go on.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.BlockTicketResponse> blockTicket(
        sfs.v1.BlockTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBlockTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UnblockTicket says that a blocked task can go on.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.UnblockTicketResponse> unblockTicket(
        sfs.v1.UnblockTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUnblockTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ApproveTicket opens a suggested ticket. Only people may.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ApproveTicketResponse> approveTicket(
        sfs.v1.ApproveTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getApproveTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * DismissTicket cancels a suggested or open ticket.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.DismissTicketResponse> dismissTicket(
        sfs.v1.DismissTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDismissTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CancelTicket cancels a ticket that has not ended; one in review must be reopened first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CancelTicketResponse> cancelTicket(
        sfs.v1.CancelTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCancelTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CloseTicket ends an issue in progress.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CloseTicketResponse> closeTicket(
        sfs.v1.CloseTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCloseTicketMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * AddTicketComment adds a comment.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.AddTicketCommentResponse> addTicketComment(
        sfs.v1.AddTicketCommentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAddTicketCommentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListTicketComments lists comments, oldest first unless asked otherwise.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListTicketCommentsResponse> listTicketComments(
        sfs.v1.ListTicketCommentsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListTicketCommentsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListTicketHistory lists every change of every field, oldest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListTicketHistoryResponse> listTicketHistory(
        sfs.v1.ListTicketHistoryRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListTicketHistoryMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_TICKET = 0;
  private static final int METHODID_GET_TICKET = 1;
  private static final int METHODID_LIST_TICKETS = 2;
  private static final int METHODID_UPDATE_TICKET = 3;
  private static final int METHODID_START_TICKET = 4;
  private static final int METHODID_HEARTBEAT_TICKET = 5;
  private static final int METHODID_RELEASE_TICKET = 6;
  private static final int METHODID_COMPLETE_TICKET = 7;
  private static final int METHODID_ACCEPT_TICKET = 8;
  private static final int METHODID_REOPEN_TICKET = 9;
  private static final int METHODID_BLOCK_TICKET = 10;
  private static final int METHODID_UNBLOCK_TICKET = 11;
  private static final int METHODID_APPROVE_TICKET = 12;
  private static final int METHODID_DISMISS_TICKET = 13;
  private static final int METHODID_CANCEL_TICKET = 14;
  private static final int METHODID_CLOSE_TICKET = 15;
  private static final int METHODID_ADD_TICKET_COMMENT = 16;
  private static final int METHODID_LIST_TICKET_COMMENTS = 17;
  private static final int METHODID_LIST_TICKET_HISTORY = 18;
  private static final int METHODID_WATCH_TICKET = 19;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_CREATE_TICKET:
          serviceImpl.createTicket((sfs.v1.CreateTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CreateTicketResponse>) responseObserver);
          break;
        case METHODID_GET_TICKET:
          serviceImpl.getTicket((sfs.v1.GetTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetTicketResponse>) responseObserver);
          break;
        case METHODID_LIST_TICKETS:
          serviceImpl.listTickets((sfs.v1.ListTicketsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListTicketsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_TICKET:
          serviceImpl.updateTicket((sfs.v1.UpdateTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.UpdateTicketResponse>) responseObserver);
          break;
        case METHODID_START_TICKET:
          serviceImpl.startTicket((sfs.v1.StartTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.StartTicketResponse>) responseObserver);
          break;
        case METHODID_HEARTBEAT_TICKET:
          serviceImpl.heartbeatTicket((sfs.v1.HeartbeatTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.HeartbeatTicketResponse>) responseObserver);
          break;
        case METHODID_RELEASE_TICKET:
          serviceImpl.releaseTicket((sfs.v1.ReleaseTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ReleaseTicketResponse>) responseObserver);
          break;
        case METHODID_COMPLETE_TICKET:
          serviceImpl.completeTicket((sfs.v1.CompleteTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CompleteTicketResponse>) responseObserver);
          break;
        case METHODID_ACCEPT_TICKET:
          serviceImpl.acceptTicket((sfs.v1.AcceptTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.AcceptTicketResponse>) responseObserver);
          break;
        case METHODID_REOPEN_TICKET:
          serviceImpl.reopenTicket((sfs.v1.ReopenTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ReopenTicketResponse>) responseObserver);
          break;
        case METHODID_BLOCK_TICKET:
          serviceImpl.blockTicket((sfs.v1.BlockTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.BlockTicketResponse>) responseObserver);
          break;
        case METHODID_UNBLOCK_TICKET:
          serviceImpl.unblockTicket((sfs.v1.UnblockTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.UnblockTicketResponse>) responseObserver);
          break;
        case METHODID_APPROVE_TICKET:
          serviceImpl.approveTicket((sfs.v1.ApproveTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ApproveTicketResponse>) responseObserver);
          break;
        case METHODID_DISMISS_TICKET:
          serviceImpl.dismissTicket((sfs.v1.DismissTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.DismissTicketResponse>) responseObserver);
          break;
        case METHODID_CANCEL_TICKET:
          serviceImpl.cancelTicket((sfs.v1.CancelTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CancelTicketResponse>) responseObserver);
          break;
        case METHODID_CLOSE_TICKET:
          serviceImpl.closeTicket((sfs.v1.CloseTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CloseTicketResponse>) responseObserver);
          break;
        case METHODID_ADD_TICKET_COMMENT:
          serviceImpl.addTicketComment((sfs.v1.AddTicketCommentRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.AddTicketCommentResponse>) responseObserver);
          break;
        case METHODID_LIST_TICKET_COMMENTS:
          serviceImpl.listTicketComments((sfs.v1.ListTicketCommentsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListTicketCommentsResponse>) responseObserver);
          break;
        case METHODID_LIST_TICKET_HISTORY:
          serviceImpl.listTicketHistory((sfs.v1.ListTicketHistoryRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListTicketHistoryResponse>) responseObserver);
          break;
        case METHODID_WATCH_TICKET:
          serviceImpl.watchTicket((sfs.v1.WatchTicketRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.WatchTicketResponse>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getCreateTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CreateTicketRequest,
              sfs.v1.CreateTicketResponse>(
                service, METHODID_CREATE_TICKET)))
        .addMethod(
          getGetTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetTicketRequest,
              sfs.v1.GetTicketResponse>(
                service, METHODID_GET_TICKET)))
        .addMethod(
          getListTicketsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListTicketsRequest,
              sfs.v1.ListTicketsResponse>(
                service, METHODID_LIST_TICKETS)))
        .addMethod(
          getUpdateTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.UpdateTicketRequest,
              sfs.v1.UpdateTicketResponse>(
                service, METHODID_UPDATE_TICKET)))
        .addMethod(
          getStartTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.StartTicketRequest,
              sfs.v1.StartTicketResponse>(
                service, METHODID_START_TICKET)))
        .addMethod(
          getHeartbeatTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.HeartbeatTicketRequest,
              sfs.v1.HeartbeatTicketResponse>(
                service, METHODID_HEARTBEAT_TICKET)))
        .addMethod(
          getReleaseTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ReleaseTicketRequest,
              sfs.v1.ReleaseTicketResponse>(
                service, METHODID_RELEASE_TICKET)))
        .addMethod(
          getCompleteTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CompleteTicketRequest,
              sfs.v1.CompleteTicketResponse>(
                service, METHODID_COMPLETE_TICKET)))
        .addMethod(
          getAcceptTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.AcceptTicketRequest,
              sfs.v1.AcceptTicketResponse>(
                service, METHODID_ACCEPT_TICKET)))
        .addMethod(
          getReopenTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ReopenTicketRequest,
              sfs.v1.ReopenTicketResponse>(
                service, METHODID_REOPEN_TICKET)))
        .addMethod(
          getBlockTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.BlockTicketRequest,
              sfs.v1.BlockTicketResponse>(
                service, METHODID_BLOCK_TICKET)))
        .addMethod(
          getUnblockTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.UnblockTicketRequest,
              sfs.v1.UnblockTicketResponse>(
                service, METHODID_UNBLOCK_TICKET)))
        .addMethod(
          getApproveTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ApproveTicketRequest,
              sfs.v1.ApproveTicketResponse>(
                service, METHODID_APPROVE_TICKET)))
        .addMethod(
          getDismissTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.DismissTicketRequest,
              sfs.v1.DismissTicketResponse>(
                service, METHODID_DISMISS_TICKET)))
        .addMethod(
          getCancelTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CancelTicketRequest,
              sfs.v1.CancelTicketResponse>(
                service, METHODID_CANCEL_TICKET)))
        .addMethod(
          getCloseTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CloseTicketRequest,
              sfs.v1.CloseTicketResponse>(
                service, METHODID_CLOSE_TICKET)))
        .addMethod(
          getAddTicketCommentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.AddTicketCommentRequest,
              sfs.v1.AddTicketCommentResponse>(
                service, METHODID_ADD_TICKET_COMMENT)))
        .addMethod(
          getListTicketCommentsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListTicketCommentsRequest,
              sfs.v1.ListTicketCommentsResponse>(
                service, METHODID_LIST_TICKET_COMMENTS)))
        .addMethod(
          getListTicketHistoryMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListTicketHistoryRequest,
              sfs.v1.ListTicketHistoryResponse>(
                service, METHODID_LIST_TICKET_HISTORY)))
        .addMethod(
          getWatchTicketMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              sfs.v1.WatchTicketRequest,
              sfs.v1.WatchTicketResponse>(
                service, METHODID_WATCH_TICKET)))
        .build();
  }

  private static abstract class TicketServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    TicketServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return sfs.v1.TicketProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("TicketService");
    }
  }

  private static final class TicketServiceFileDescriptorSupplier
      extends TicketServiceBaseDescriptorSupplier {
    TicketServiceFileDescriptorSupplier() {}
  }

  private static final class TicketServiceMethodDescriptorSupplier
      extends TicketServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    TicketServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (TicketServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new TicketServiceFileDescriptorSupplier())
              .addMethod(getCreateTicketMethod())
              .addMethod(getGetTicketMethod())
              .addMethod(getListTicketsMethod())
              .addMethod(getUpdateTicketMethod())
              .addMethod(getStartTicketMethod())
              .addMethod(getHeartbeatTicketMethod())
              .addMethod(getReleaseTicketMethod())
              .addMethod(getCompleteTicketMethod())
              .addMethod(getAcceptTicketMethod())
              .addMethod(getReopenTicketMethod())
              .addMethod(getBlockTicketMethod())
              .addMethod(getUnblockTicketMethod())
              .addMethod(getApproveTicketMethod())
              .addMethod(getDismissTicketMethod())
              .addMethod(getCancelTicketMethod())
              .addMethod(getCloseTicketMethod())
              .addMethod(getAddTicketCommentMethod())
              .addMethod(getListTicketCommentsMethod())
              .addMethod(getListTicketHistoryMethod())
              .addMethod(getWatchTicketMethod())
              .build();
        }
      }
    }
    return result;
  }
}
