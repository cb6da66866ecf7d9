package sfs.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * AgentRunService records runs and decides their verdict.
 * A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
 * What is missing, malformed, late or cancelled is never green.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class AgentRunServiceGrpc {

  private AgentRunServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "sfs.v1.AgentRunService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<sfs.v1.CreateAgentRunRequest,
      sfs.v1.CreateAgentRunResponse> getCreateAgentRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateAgentRun",
      requestType = sfs.v1.CreateAgentRunRequest.class,
      responseType = sfs.v1.CreateAgentRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CreateAgentRunRequest,
      sfs.v1.CreateAgentRunResponse> getCreateAgentRunMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CreateAgentRunRequest, sfs.v1.CreateAgentRunResponse> getCreateAgentRunMethod;
    if ((getCreateAgentRunMethod = AgentRunServiceGrpc.getCreateAgentRunMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getCreateAgentRunMethod = AgentRunServiceGrpc.getCreateAgentRunMethod) == null) {
          AgentRunServiceGrpc.getCreateAgentRunMethod = getCreateAgentRunMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CreateAgentRunRequest, sfs.v1.CreateAgentRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateAgentRun"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateAgentRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateAgentRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("CreateAgentRun"))
              .build();
        }
      }
    }
    return getCreateAgentRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.StartAgentRunRequest,
      sfs.v1.StartAgentRunResponse> getStartAgentRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StartAgentRun",
      requestType = sfs.v1.StartAgentRunRequest.class,
      responseType = sfs.v1.StartAgentRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.StartAgentRunRequest,
      sfs.v1.StartAgentRunResponse> getStartAgentRunMethod() {
    io.grpc.MethodDescriptor<sfs.v1.StartAgentRunRequest, sfs.v1.StartAgentRunResponse> getStartAgentRunMethod;
    if ((getStartAgentRunMethod = AgentRunServiceGrpc.getStartAgentRunMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getStartAgentRunMethod = AgentRunServiceGrpc.getStartAgentRunMethod) == null) {
          AgentRunServiceGrpc.getStartAgentRunMethod = getStartAgentRunMethod =
              io.grpc.MethodDescriptor.<sfs.v1.StartAgentRunRequest, sfs.v1.StartAgentRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StartAgentRun"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.StartAgentRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.StartAgentRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("StartAgentRun"))
              .build();
        }
      }
    }
    return getStartAgentRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.HeartbeatAgentRunRequest,
      sfs.v1.HeartbeatAgentRunResponse> getHeartbeatAgentRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "HeartbeatAgentRun",
      requestType = sfs.v1.HeartbeatAgentRunRequest.class,
      responseType = sfs.v1.HeartbeatAgentRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.HeartbeatAgentRunRequest,
      sfs.v1.HeartbeatAgentRunResponse> getHeartbeatAgentRunMethod() {
    io.grpc.MethodDescriptor<sfs.v1.HeartbeatAgentRunRequest, sfs.v1.HeartbeatAgentRunResponse> getHeartbeatAgentRunMethod;
    if ((getHeartbeatAgentRunMethod = AgentRunServiceGrpc.getHeartbeatAgentRunMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getHeartbeatAgentRunMethod = AgentRunServiceGrpc.getHeartbeatAgentRunMethod) == null) {
          AgentRunServiceGrpc.getHeartbeatAgentRunMethod = getHeartbeatAgentRunMethod =
              io.grpc.MethodDescriptor.<sfs.v1.HeartbeatAgentRunRequest, sfs.v1.HeartbeatAgentRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "HeartbeatAgentRun"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.HeartbeatAgentRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.HeartbeatAgentRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("HeartbeatAgentRun"))
              .build();
        }
      }
    }
    return getHeartbeatAgentRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.AddFindingsRequest,
      sfs.v1.AddFindingsResponse> getAddFindingsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AddFindings",
      requestType = sfs.v1.AddFindingsRequest.class,
      responseType = sfs.v1.AddFindingsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
  public static io.grpc.MethodDescriptor<sfs.v1.AddFindingsRequest,
      sfs.v1.AddFindingsResponse> getAddFindingsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.AddFindingsRequest, sfs.v1.AddFindingsResponse> getAddFindingsMethod;
    if ((getAddFindingsMethod = AgentRunServiceGrpc.getAddFindingsMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getAddFindingsMethod = AgentRunServiceGrpc.getAddFindingsMethod) == null) {
          AgentRunServiceGrpc.getAddFindingsMethod = getAddFindingsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.AddFindingsRequest, sfs.v1.AddFindingsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AddFindings"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.AddFindingsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.AddFindingsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("AddFindings"))
              .build();
        }
      }
    }
    return getAddFindingsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.CompleteAgentRunRequest,
      sfs.v1.CompleteAgentRunResponse> getCompleteAgentRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CompleteAgentRun",
      requestType = sfs.v1.CompleteAgentRunRequest.class,
      responseType = sfs.v1.CompleteAgentRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CompleteAgentRunRequest,
      sfs.v1.CompleteAgentRunResponse> getCompleteAgentRunMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CompleteAgentRunRequest, sfs.v1.CompleteAgentRunResponse> getCompleteAgentRunMethod;
    if ((getCompleteAgentRunMethod = AgentRunServiceGrpc.getCompleteAgentRunMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getCompleteAgentRunMethod = AgentRunServiceGrpc.getCompleteAgentRunMethod) == null) {
          AgentRunServiceGrpc.getCompleteAgentRunMethod = getCompleteAgentRunMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CompleteAgentRunRequest, sfs.v1.CompleteAgentRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CompleteAgentRun"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CompleteAgentRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CompleteAgentRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("CompleteAgentRun"))
              .build();
        }
      }
    }
    return getCompleteAgentRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.CancelAgentRunRequest,
      sfs.v1.CancelAgentRunResponse> getCancelAgentRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CancelAgentRun",
      requestType = sfs.v1.CancelAgentRunRequest.class,
      responseType = sfs.v1.CancelAgentRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CancelAgentRunRequest,
      sfs.v1.CancelAgentRunResponse> getCancelAgentRunMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CancelAgentRunRequest, sfs.v1.CancelAgentRunResponse> getCancelAgentRunMethod;
    if ((getCancelAgentRunMethod = AgentRunServiceGrpc.getCancelAgentRunMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getCancelAgentRunMethod = AgentRunServiceGrpc.getCancelAgentRunMethod) == null) {
          AgentRunServiceGrpc.getCancelAgentRunMethod = getCancelAgentRunMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CancelAgentRunRequest, sfs.v1.CancelAgentRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CancelAgentRun"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CancelAgentRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CancelAgentRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("CancelAgentRun"))
              .build();
        }
      }
    }
    return getCancelAgentRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetAgentRunRequest,
      sfs.v1.GetAgentRunResponse> getGetAgentRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetAgentRun",
      requestType = sfs.v1.GetAgentRunRequest.class,
      responseType = sfs.v1.GetAgentRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetAgentRunRequest,
      sfs.v1.GetAgentRunResponse> getGetAgentRunMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetAgentRunRequest, sfs.v1.GetAgentRunResponse> getGetAgentRunMethod;
    if ((getGetAgentRunMethod = AgentRunServiceGrpc.getGetAgentRunMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getGetAgentRunMethod = AgentRunServiceGrpc.getGetAgentRunMethod) == null) {
          AgentRunServiceGrpc.getGetAgentRunMethod = getGetAgentRunMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetAgentRunRequest, sfs.v1.GetAgentRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetAgentRun"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetAgentRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetAgentRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("GetAgentRun"))
              .build();
        }
      }
    }
    return getGetAgentRunMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListAgentRunsRequest,
      sfs.v1.ListAgentRunsResponse> getListAgentRunsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAgentRuns",
      requestType = sfs.v1.ListAgentRunsRequest.class,
      responseType = sfs.v1.ListAgentRunsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListAgentRunsRequest,
      sfs.v1.ListAgentRunsResponse> getListAgentRunsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListAgentRunsRequest, sfs.v1.ListAgentRunsResponse> getListAgentRunsMethod;
    if ((getListAgentRunsMethod = AgentRunServiceGrpc.getListAgentRunsMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getListAgentRunsMethod = AgentRunServiceGrpc.getListAgentRunsMethod) == null) {
          AgentRunServiceGrpc.getListAgentRunsMethod = getListAgentRunsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListAgentRunsRequest, sfs.v1.ListAgentRunsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAgentRuns"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListAgentRunsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListAgentRunsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("ListAgentRuns"))
              .build();
        }
      }
    }
    return getListAgentRunsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListFindingsRequest,
      sfs.v1.ListFindingsResponse> getListFindingsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListFindings",
      requestType = sfs.v1.ListFindingsRequest.class,
      responseType = sfs.v1.ListFindingsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListFindingsRequest,
      sfs.v1.ListFindingsResponse> getListFindingsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListFindingsRequest, sfs.v1.ListFindingsResponse> getListFindingsMethod;
    if ((getListFindingsMethod = AgentRunServiceGrpc.getListFindingsMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getListFindingsMethod = AgentRunServiceGrpc.getListFindingsMethod) == null) {
          AgentRunServiceGrpc.getListFindingsMethod = getListFindingsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListFindingsRequest, sfs.v1.ListFindingsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListFindings"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListFindingsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListFindingsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("ListFindings"))
              .build();
        }
      }
    }
    return getListFindingsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.WatchAgentRunRequest,
      sfs.v1.WatchAgentRunResponse> getWatchAgentRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchAgentRun",
      requestType = sfs.v1.WatchAgentRunRequest.class,
      responseType = sfs.v1.WatchAgentRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<sfs.v1.WatchAgentRunRequest,
      sfs.v1.WatchAgentRunResponse> getWatchAgentRunMethod() {
    io.grpc.MethodDescriptor<sfs.v1.WatchAgentRunRequest, sfs.v1.WatchAgentRunResponse> getWatchAgentRunMethod;
    if ((getWatchAgentRunMethod = AgentRunServiceGrpc.getWatchAgentRunMethod) == null) {
      synchronized (AgentRunServiceGrpc.class) {
        if ((getWatchAgentRunMethod = AgentRunServiceGrpc.getWatchAgentRunMethod) == null) {
          AgentRunServiceGrpc.getWatchAgentRunMethod = getWatchAgentRunMethod =
              io.grpc.MethodDescriptor.<sfs.v1.WatchAgentRunRequest, sfs.v1.WatchAgentRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchAgentRun"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.WatchAgentRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.WatchAgentRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AgentRunServiceMethodDescriptorSupplier("WatchAgentRun"))
              .build();
        }
      }
    }
    return getWatchAgentRunMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static AgentRunServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AgentRunServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AgentRunServiceStub>() {
        @java.lang.Override
        public AgentRunServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AgentRunServiceStub(channel, callOptions);
        }
      };
    return AgentRunServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static AgentRunServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AgentRunServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AgentRunServiceBlockingV2Stub>() {
        @java.lang.Override
        public AgentRunServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AgentRunServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return AgentRunServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static AgentRunServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AgentRunServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AgentRunServiceBlockingStub>() {
        @java.lang.Override
        public AgentRunServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AgentRunServiceBlockingStub(channel, callOptions);
        }
      };
    return AgentRunServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static AgentRunServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AgentRunServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AgentRunServiceFutureStub>() {
        @java.lang.Override
        public AgentRunServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AgentRunServiceFutureStub(channel, callOptions);
        }
      };
    return AgentRunServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * AgentRunService records runs and decides their verdict.
   * A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
   * What is missing, malformed, late or cancelled is never green.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * CreateAgentRun registers a run; with `start` it also starts it and returns the context, in one transaction.
     * </pre>
     */
    default void createAgentRun(sfs.v1.CreateAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateAgentRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateAgentRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * StartAgentRun starts a queued run and returns the context; who starts it holds it. Past its time in the queue the call ends the
     * run errored.
     * </pre>
     */
    default void startAgentRun(sfs.v1.StartAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.StartAgentRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getStartAgentRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * HeartbeatAgentRun extends the lease of a running run, to at most 24 hours after its start. It never shortens it, and it renews
     * one that ran out as long as nothing has ended the run.
     * </pre>
     */
    default void heartbeatAgentRun(sfs.v1.HeartbeatAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.HeartbeatAgentRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getHeartbeatAgentRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * AddFindings streams findings of a running run: first the run, then batches. All are kept or none. Only the holder may.
     * </pre>
     */
    default io.grpc.stub.StreamObserver<sfs.v1.AddFindingsRequest> addFindings(
        io.grpc.stub.StreamObserver<sfs.v1.AddFindingsResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getAddFindingsMethod(), responseObserver);
    }

    /**
     * <pre>
     * CompleteAgentRun ends a run with a verdict. Completing again with the same content returns the stored run. A run that was never
     * started is refused with WRONG_STATUS; past the lease the call ends the run errored and answers RUN_ALREADY_FINAL.
     * </pre>
     */
    default void completeAgentRun(sfs.v1.CompleteAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CompleteAgentRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCompleteAgentRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * CancelAgentRun ends a queued or running run; a cancelled run is red.
     * </pre>
     */
    default void cancelAgentRun(sfs.v1.CancelAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CancelAgentRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCancelAgentRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetAgentRun returns one run.
     * </pre>
     */
    default void getAgentRun(sfs.v1.GetAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetAgentRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetAgentRunMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListAgentRuns lists runs, newest first, without findings.
     * </pre>
     */
    default void listAgentRuns(sfs.v1.ListAgentRunsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListAgentRunsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAgentRunsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListFindings lists a run's findings, worst first.
     * </pre>
     */
    default void listFindings(sfs.v1.ListFindingsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListFindingsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListFindingsMethod(), responseObserver);
    }

    /**
     * <pre>
     * WatchAgentRun sends the run at once, then at each change until it has ended.
     * </pre>
     */
    default void watchAgentRun(sfs.v1.WatchAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.WatchAgentRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchAgentRunMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service AgentRunService.
   * <pre>
   * AgentRunService records runs and decides their verdict.
   * A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
   * What is missing, malformed, late or cancelled is never green.
   * </pre>
   */
  public static abstract class AgentRunServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return AgentRunServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service AgentRunService.
   * <pre>
   * AgentRunService records runs and decides their verdict.
   * A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
   * What is missing, malformed, late or cancelled is never green.
   * </pre>
   */
  public static final class AgentRunServiceStub
      extends io.grpc.stub.AbstractAsyncStub<AgentRunServiceStub> {
    private AgentRunServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AgentRunServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AgentRunServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateAgentRun registers a run; with `start` it also starts it and returns the context, in one transaction.
     * </pre>
     */
    public void createAgentRun(sfs.v1.CreateAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateAgentRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateAgentRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * StartAgentRun starts a queued run and returns the context; who starts it holds it. Past its time in the queue the call ends the
     * run errored.
     * </pre>
     */
    public void startAgentRun(sfs.v1.StartAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.StartAgentRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getStartAgentRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * HeartbeatAgentRun extends the lease of a running run, to at most 24 hours after its start. It never shortens it, and it renews
     * one that ran out as long as nothing has ended the run.
     * </pre>
     */
    public void heartbeatAgentRun(sfs.v1.HeartbeatAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.HeartbeatAgentRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getHeartbeatAgentRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * AddFindings streams findings of a running run: first the run, then batches. All are kept or none. Only the holder may.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<sfs.v1.AddFindingsRequest> addFindings(
        io.grpc.stub.StreamObserver<sfs.v1.AddFindingsResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncClientStreamingCall(
          getChannel().newCall(getAddFindingsMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * CompleteAgentRun ends a run with a verdict. Completing again with the same content returns the stored run. A run that was never
     * started is refused with WRONG_STATUS; past the lease the call ends the run errored and answers RUN_ALREADY_FINAL.
     * </pre>
     */
    public void completeAgentRun(sfs.v1.CompleteAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CompleteAgentRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCompleteAgentRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CancelAgentRun ends a queued or running run; a cancelled run is red.
     * </pre>
     */
    public void cancelAgentRun(sfs.v1.CancelAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CancelAgentRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCancelAgentRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetAgentRun returns one run.
     * </pre>
     */
    public void getAgentRun(sfs.v1.GetAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetAgentRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetAgentRunMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListAgentRuns lists runs, newest first, without findings.
     * </pre>
     */
    public void listAgentRuns(sfs.v1.ListAgentRunsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListAgentRunsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAgentRunsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListFindings lists a run's findings, worst first.
     * </pre>
     */
    public void listFindings(sfs.v1.ListFindingsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListFindingsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListFindingsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * WatchAgentRun sends the run at once, then at each change until it has ended.
     * </pre>
     */
    public void watchAgentRun(sfs.v1.WatchAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.WatchAgentRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchAgentRunMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service AgentRunService.
   * <pre>
   * AgentRunService records runs and decides their verdict.
   * A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
   * What is missing, malformed, late or cancelled is never green.
   * </pre>
   */
  public static final class AgentRunServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<AgentRunServiceBlockingV2Stub> {
    private AgentRunServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AgentRunServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AgentRunServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateAgentRun registers a run; with `start` it also starts it and returns the context, in one transaction.
     * </pre>
     */
    public sfs.v1.CreateAgentRunResponse createAgentRun(sfs.v1.CreateAgentRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * StartAgentRun starts a queued run and returns the context; who starts it holds it. Past its time in the queue the call ends the
     * run errored.
     * </pre>
     */
    public sfs.v1.StartAgentRunResponse startAgentRun(sfs.v1.StartAgentRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getStartAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * HeartbeatAgentRun extends the lease of a running run, to at most 24 hours after its start. It never shortens it, and it renews
     * one that ran out as long as nothing has ended the run.
     * </pre>
     */
    public sfs.v1.HeartbeatAgentRunResponse heartbeatAgentRun(sfs.v1.HeartbeatAgentRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getHeartbeatAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * AddFindings streams findings of a running run: first the run, then batches. All are kept or none. Only the holder may.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<sfs.v1.AddFindingsRequest, sfs.v1.AddFindingsResponse>
        addFindings() {
      return io.grpc.stub.ClientCalls.blockingClientStreamingCall(
          getChannel(), getAddFindingsMethod(), getCallOptions());
    }

    /**
     * <pre>
     * CompleteAgentRun ends a run with a verdict. Completing again with the same content returns the stored run. A run that was never
     * started is refused with WRONG_STATUS; past the lease the call ends the run errored and answers RUN_ALREADY_FINAL.
     * </pre>
     */
    public sfs.v1.CompleteAgentRunResponse completeAgentRun(sfs.v1.CompleteAgentRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCompleteAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CancelAgentRun ends a queued or running run; a cancelled run is red.
     * </pre>
     */
    public sfs.v1.CancelAgentRunResponse cancelAgentRun(sfs.v1.CancelAgentRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCancelAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetAgentRun returns one run.
     * </pre>
     */
    public sfs.v1.GetAgentRunResponse getAgentRun(sfs.v1.GetAgentRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListAgentRuns lists runs, newest first, without findings.
     * </pre>
     */
    public sfs.v1.ListAgentRunsResponse listAgentRuns(sfs.v1.ListAgentRunsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAgentRunsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListFindings lists a run's findings, worst first.
     * </pre>
     */
    public sfs.v1.ListFindingsResponse listFindings(sfs.v1.ListFindingsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListFindingsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WatchAgentRun sends the run at once, then at each change until it has ended.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, sfs.v1.WatchAgentRunResponse>
        watchAgentRun(sfs.v1.WatchAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchAgentRunMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service AgentRunService.
   * <pre>
   * AgentRunService records runs and decides their verdict.
   * A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
   * What is missing, malformed, late or cancelled is never green.
   * </pre>
   */
  public static final class AgentRunServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<AgentRunServiceBlockingStub> {
    private AgentRunServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AgentRunServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AgentRunServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateAgentRun registers a run; with `start` it also starts it and returns the context, in one transaction.
     * </pre>
     */
    public sfs.v1.CreateAgentRunResponse createAgentRun(sfs.v1.CreateAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * StartAgentRun starts a queued run and returns the context; who starts it holds it. Past its time in the queue the call ends the
     * run errored.
     * </pre>
     */
    public sfs.v1.StartAgentRunResponse startAgentRun(sfs.v1.StartAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getStartAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * HeartbeatAgentRun extends the lease of a running run, to at most 24 hours after its start. It never shortens it, and it renews
     * one that ran out as long as nothing has ended the run.
     * </pre>
     */
    public sfs.v1.HeartbeatAgentRunResponse heartbeatAgentRun(sfs.v1.HeartbeatAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getHeartbeatAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CompleteAgentRun ends a run with a verdict. Completing again with the same content returns the stored run. A run that was never
     * started is refused with WRONG_STATUS; past the lease the call ends the run errored and answers RUN_ALREADY_FINAL.
     * </pre>
     */
    public sfs.v1.CompleteAgentRunResponse completeAgentRun(sfs.v1.CompleteAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCompleteAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CancelAgentRun ends a queued or running run; a cancelled run is red.
     * </pre>
     */
    public sfs.v1.CancelAgentRunResponse cancelAgentRun(sfs.v1.CancelAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCancelAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetAgentRun returns one run.
     * </pre>
     */
    public sfs.v1.GetAgentRunResponse getAgentRun(sfs.v1.GetAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetAgentRunMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListAgentRuns lists runs, newest first, without findings.
     * </pre>
     */
    public sfs.v1.ListAgentRunsResponse listAgentRuns(sfs.v1.ListAgentRunsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAgentRunsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListFindings lists a run's findings, worst first.
     * </pre>
     */
    public sfs.v1.ListFindingsResponse listFindings(sfs.v1.ListFindingsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListFindingsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WatchAgentRun sends the run at once, then at each change until it has ended.
     * </pre>
     */
    public java.util.Iterator<sfs.v1.WatchAgentRunResponse> watchAgentRun(
        sfs.v1.WatchAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchAgentRunMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service AgentRunService.
   * <pre>
   * AgentRunService records runs and decides their verdict.
   * A run is one execution of one persona, optionally for one ticket: queued → running → passed, failed or errored; or cancelled.
   * What is missing, malformed, late or cancelled is never green.
   * </pre>
   */
  public static final class AgentRunServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<AgentRunServiceFutureStub> {
    private AgentRunServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AgentRunServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AgentRunServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateAgentRun registers a run; with `start` it also starts it and returns the context, in one transaction.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CreateAgentRunResponse> createAgentRun(
        sfs.v1.CreateAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateAgentRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * StartAgentRun starts a queued run and returns the context; who starts it holds it. Past its time in the queue the call ends the
     * run errored.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.StartAgentRunResponse> startAgentRun(
        sfs.v1.StartAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getStartAgentRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * HeartbeatAgentRun extends the lease of a running run, to at most 24 hours after its start. It never shortens it, and it renews
     * one that ran out as long as nothing has ended the run.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.HeartbeatAgentRunResponse> heartbeatAgentRun(
        sfs.v1.HeartbeatAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getHeartbeatAgentRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CompleteAgentRun ends a run with a verdict. Completing again with the same content returns the stored run. A run that was never
     * started is refused with WRONG_STATUS; past the lease the call ends the run errored and answers RUN_ALREADY_FINAL.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CompleteAgentRunResponse> completeAgentRun(
        sfs.v1.CompleteAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCompleteAgentRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CancelAgentRun ends a queued or running run; a cancelled run is red.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CancelAgentRunResponse> cancelAgentRun(
        sfs.v1.CancelAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCancelAgentRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetAgentRun returns one run.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetAgentRunResponse> getAgentRun(
        sfs.v1.GetAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetAgentRunMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListAgentRuns lists runs, newest first, without findings.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListAgentRunsResponse> listAgentRuns(
        sfs.v1.ListAgentRunsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAgentRunsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListFindings lists a run's findings, worst first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListFindingsResponse> listFindings(
        sfs.v1.ListFindingsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListFindingsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_AGENT_RUN = 0;
  private static final int METHODID_START_AGENT_RUN = 1;
  private static final int METHODID_HEARTBEAT_AGENT_RUN = 2;
  private static final int METHODID_COMPLETE_AGENT_RUN = 3;
  private static final int METHODID_CANCEL_AGENT_RUN = 4;
  private static final int METHODID_GET_AGENT_RUN = 5;
  private static final int METHODID_LIST_AGENT_RUNS = 6;
  private static final int METHODID_LIST_FINDINGS = 7;
  private static final int METHODID_WATCH_AGENT_RUN = 8;
  private static final int METHODID_ADD_FINDINGS = 9;

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
        case METHODID_CREATE_AGENT_RUN:
          serviceImpl.createAgentRun((sfs.v1.CreateAgentRunRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CreateAgentRunResponse>) responseObserver);
          break;
        case METHODID_START_AGENT_RUN:
          serviceImpl.startAgentRun((sfs.v1.StartAgentRunRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.StartAgentRunResponse>) responseObserver);
          break;
        case METHODID_HEARTBEAT_AGENT_RUN:
          serviceImpl.heartbeatAgentRun((sfs.v1.HeartbeatAgentRunRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.HeartbeatAgentRunResponse>) responseObserver);
          break;
        case METHODID_COMPLETE_AGENT_RUN:
          serviceImpl.completeAgentRun((sfs.v1.CompleteAgentRunRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CompleteAgentRunResponse>) responseObserver);
          break;
        case METHODID_CANCEL_AGENT_RUN:
          serviceImpl.cancelAgentRun((sfs.v1.CancelAgentRunRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CancelAgentRunResponse>) responseObserver);
          break;
        case METHODID_GET_AGENT_RUN:
          serviceImpl.getAgentRun((sfs.v1.GetAgentRunRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetAgentRunResponse>) responseObserver);
          break;
        case METHODID_LIST_AGENT_RUNS:
          serviceImpl.listAgentRuns((sfs.v1.ListAgentRunsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListAgentRunsResponse>) responseObserver);
          break;
        case METHODID_LIST_FINDINGS:
          serviceImpl.listFindings((sfs.v1.ListFindingsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListFindingsResponse>) responseObserver);
          break;
        case METHODID_WATCH_AGENT_RUN:
          serviceImpl.watchAgentRun((sfs.v1.WatchAgentRunRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.WatchAgentRunResponse>) responseObserver);
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
        case METHODID_ADD_FINDINGS:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.addFindings(
              (io.grpc.stub.StreamObserver<sfs.v1.AddFindingsResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getCreateAgentRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CreateAgentRunRequest,
              sfs.v1.CreateAgentRunResponse>(
                service, METHODID_CREATE_AGENT_RUN)))
        .addMethod(
          getStartAgentRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.StartAgentRunRequest,
              sfs.v1.StartAgentRunResponse>(
                service, METHODID_START_AGENT_RUN)))
        .addMethod(
          getHeartbeatAgentRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.HeartbeatAgentRunRequest,
              sfs.v1.HeartbeatAgentRunResponse>(
                service, METHODID_HEARTBEAT_AGENT_RUN)))
        .addMethod(
          getAddFindingsMethod(),
          io.grpc.stub.ServerCalls.asyncClientStreamingCall(
            new MethodHandlers<
              sfs.v1.AddFindingsRequest,
              sfs.v1.AddFindingsResponse>(
                service, METHODID_ADD_FINDINGS)))
        .addMethod(
          getCompleteAgentRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CompleteAgentRunRequest,
              sfs.v1.CompleteAgentRunResponse>(
                service, METHODID_COMPLETE_AGENT_RUN)))
        .addMethod(
          getCancelAgentRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CancelAgentRunRequest,
              sfs.v1.CancelAgentRunResponse>(
                service, METHODID_CANCEL_AGENT_RUN)))
        .addMethod(
          getGetAgentRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetAgentRunRequest,
              sfs.v1.GetAgentRunResponse>(
                service, METHODID_GET_AGENT_RUN)))
        .addMethod(
          getListAgentRunsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListAgentRunsRequest,
              sfs.v1.ListAgentRunsResponse>(
                service, METHODID_LIST_AGENT_RUNS)))
        .addMethod(
          getListFindingsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListFindingsRequest,
              sfs.v1.ListFindingsResponse>(
                service, METHODID_LIST_FINDINGS)))
        .addMethod(
          getWatchAgentRunMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              sfs.v1.WatchAgentRunRequest,
              sfs.v1.WatchAgentRunResponse>(
                service, METHODID_WATCH_AGENT_RUN)))
        .build();
  }

  private static abstract class AgentRunServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    AgentRunServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return sfs.v1.AgentRunProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("AgentRunService");
    }
  }

  private static final class AgentRunServiceFileDescriptorSupplier
      extends AgentRunServiceBaseDescriptorSupplier {
    AgentRunServiceFileDescriptorSupplier() {}
  }

  private static final class AgentRunServiceMethodDescriptorSupplier
      extends AgentRunServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    AgentRunServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (AgentRunServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new AgentRunServiceFileDescriptorSupplier())
              .addMethod(getCreateAgentRunMethod())
              .addMethod(getStartAgentRunMethod())
              .addMethod(getHeartbeatAgentRunMethod())
              .addMethod(getAddFindingsMethod())
              .addMethod(getCompleteAgentRunMethod())
              .addMethod(getCancelAgentRunMethod())
              .addMethod(getGetAgentRunMethod())
              .addMethod(getListAgentRunsMethod())
              .addMethod(getListFindingsMethod())
              .addMethod(getWatchAgentRunMethod())
              .build();
        }
      }
    }
    return result;
  }
}
