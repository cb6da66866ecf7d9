package sfs.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
 * The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
 * happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class AuditServiceGrpc {

  private AuditServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "sfs.v1.AuditService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListAuditEventsRequest,
      sfs.v1.ListAuditEventsResponse> getListAuditEventsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAuditEvents",
      requestType = sfs.v1.ListAuditEventsRequest.class,
      responseType = sfs.v1.ListAuditEventsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListAuditEventsRequest,
      sfs.v1.ListAuditEventsResponse> getListAuditEventsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListAuditEventsRequest, sfs.v1.ListAuditEventsResponse> getListAuditEventsMethod;
    if ((getListAuditEventsMethod = AuditServiceGrpc.getListAuditEventsMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getListAuditEventsMethod = AuditServiceGrpc.getListAuditEventsMethod) == null) {
          AuditServiceGrpc.getListAuditEventsMethod = getListAuditEventsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListAuditEventsRequest, sfs.v1.ListAuditEventsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAuditEvents"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListAuditEventsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListAuditEventsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("ListAuditEvents"))
              .build();
        }
      }
    }
    return getListAuditEventsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ExportAuditEventsRequest,
      sfs.v1.ExportAuditEventsResponse> getExportAuditEventsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ExportAuditEvents",
      requestType = sfs.v1.ExportAuditEventsRequest.class,
      responseType = sfs.v1.ExportAuditEventsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<sfs.v1.ExportAuditEventsRequest,
      sfs.v1.ExportAuditEventsResponse> getExportAuditEventsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ExportAuditEventsRequest, sfs.v1.ExportAuditEventsResponse> getExportAuditEventsMethod;
    if ((getExportAuditEventsMethod = AuditServiceGrpc.getExportAuditEventsMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getExportAuditEventsMethod = AuditServiceGrpc.getExportAuditEventsMethod) == null) {
          AuditServiceGrpc.getExportAuditEventsMethod = getExportAuditEventsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ExportAuditEventsRequest, sfs.v1.ExportAuditEventsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ExportAuditEvents"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ExportAuditEventsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ExportAuditEventsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("ExportAuditEvents"))
              .build();
        }
      }
    }
    return getExportAuditEventsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetAuditReportRequest,
      sfs.v1.GetAuditReportResponse> getGetAuditReportMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetAuditReport",
      requestType = sfs.v1.GetAuditReportRequest.class,
      responseType = sfs.v1.GetAuditReportResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetAuditReportRequest,
      sfs.v1.GetAuditReportResponse> getGetAuditReportMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetAuditReportRequest, sfs.v1.GetAuditReportResponse> getGetAuditReportMethod;
    if ((getGetAuditReportMethod = AuditServiceGrpc.getGetAuditReportMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getGetAuditReportMethod = AuditServiceGrpc.getGetAuditReportMethod) == null) {
          AuditServiceGrpc.getGetAuditReportMethod = getGetAuditReportMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetAuditReportRequest, sfs.v1.GetAuditReportResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetAuditReport"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetAuditReportRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetAuditReportResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("GetAuditReport"))
              .build();
        }
      }
    }
    return getGetAuditReportMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetCheckpointRequest,
      sfs.v1.GetCheckpointResponse> getGetCheckpointMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetCheckpoint",
      requestType = sfs.v1.GetCheckpointRequest.class,
      responseType = sfs.v1.GetCheckpointResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetCheckpointRequest,
      sfs.v1.GetCheckpointResponse> getGetCheckpointMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetCheckpointRequest, sfs.v1.GetCheckpointResponse> getGetCheckpointMethod;
    if ((getGetCheckpointMethod = AuditServiceGrpc.getGetCheckpointMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getGetCheckpointMethod = AuditServiceGrpc.getGetCheckpointMethod) == null) {
          AuditServiceGrpc.getGetCheckpointMethod = getGetCheckpointMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetCheckpointRequest, sfs.v1.GetCheckpointResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetCheckpoint"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetCheckpointRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetCheckpointResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("GetCheckpoint"))
              .build();
        }
      }
    }
    return getGetCheckpointMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetInclusionProofRequest,
      sfs.v1.GetInclusionProofResponse> getGetInclusionProofMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetInclusionProof",
      requestType = sfs.v1.GetInclusionProofRequest.class,
      responseType = sfs.v1.GetInclusionProofResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetInclusionProofRequest,
      sfs.v1.GetInclusionProofResponse> getGetInclusionProofMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetInclusionProofRequest, sfs.v1.GetInclusionProofResponse> getGetInclusionProofMethod;
    if ((getGetInclusionProofMethod = AuditServiceGrpc.getGetInclusionProofMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getGetInclusionProofMethod = AuditServiceGrpc.getGetInclusionProofMethod) == null) {
          AuditServiceGrpc.getGetInclusionProofMethod = getGetInclusionProofMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetInclusionProofRequest, sfs.v1.GetInclusionProofResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetInclusionProof"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetInclusionProofRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetInclusionProofResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("GetInclusionProof"))
              .build();
        }
      }
    }
    return getGetInclusionProofMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetConsistencyProofRequest,
      sfs.v1.GetConsistencyProofResponse> getGetConsistencyProofMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetConsistencyProof",
      requestType = sfs.v1.GetConsistencyProofRequest.class,
      responseType = sfs.v1.GetConsistencyProofResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetConsistencyProofRequest,
      sfs.v1.GetConsistencyProofResponse> getGetConsistencyProofMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetConsistencyProofRequest, sfs.v1.GetConsistencyProofResponse> getGetConsistencyProofMethod;
    if ((getGetConsistencyProofMethod = AuditServiceGrpc.getGetConsistencyProofMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getGetConsistencyProofMethod = AuditServiceGrpc.getGetConsistencyProofMethod) == null) {
          AuditServiceGrpc.getGetConsistencyProofMethod = getGetConsistencyProofMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetConsistencyProofRequest, sfs.v1.GetConsistencyProofResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetConsistencyProof"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetConsistencyProofRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetConsistencyProofResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("GetConsistencyProof"))
              .build();
        }
      }
    }
    return getGetConsistencyProofMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListLogKeysRequest,
      sfs.v1.ListLogKeysResponse> getListLogKeysMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListLogKeys",
      requestType = sfs.v1.ListLogKeysRequest.class,
      responseType = sfs.v1.ListLogKeysResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListLogKeysRequest,
      sfs.v1.ListLogKeysResponse> getListLogKeysMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListLogKeysRequest, sfs.v1.ListLogKeysResponse> getListLogKeysMethod;
    if ((getListLogKeysMethod = AuditServiceGrpc.getListLogKeysMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getListLogKeysMethod = AuditServiceGrpc.getListLogKeysMethod) == null) {
          AuditServiceGrpc.getListLogKeysMethod = getListLogKeysMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListLogKeysRequest, sfs.v1.ListLogKeysResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListLogKeys"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListLogKeysRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListLogKeysResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("ListLogKeys"))
              .build();
        }
      }
    }
    return getListLogKeysMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ReadLogRequest,
      sfs.v1.ReadLogResponse> getReadLogMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ReadLog",
      requestType = sfs.v1.ReadLogRequest.class,
      responseType = sfs.v1.ReadLogResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<sfs.v1.ReadLogRequest,
      sfs.v1.ReadLogResponse> getReadLogMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ReadLogRequest, sfs.v1.ReadLogResponse> getReadLogMethod;
    if ((getReadLogMethod = AuditServiceGrpc.getReadLogMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getReadLogMethod = AuditServiceGrpc.getReadLogMethod) == null) {
          AuditServiceGrpc.getReadLogMethod = getReadLogMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ReadLogRequest, sfs.v1.ReadLogResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ReadLog"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ReadLogRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ReadLogResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("ReadLog"))
              .build();
        }
      }
    }
    return getReadLogMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetAgentRunReceiptRequest,
      sfs.v1.GetAgentRunReceiptResponse> getGetAgentRunReceiptMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetAgentRunReceipt",
      requestType = sfs.v1.GetAgentRunReceiptRequest.class,
      responseType = sfs.v1.GetAgentRunReceiptResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<sfs.v1.GetAgentRunReceiptRequest,
      sfs.v1.GetAgentRunReceiptResponse> getGetAgentRunReceiptMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetAgentRunReceiptRequest, sfs.v1.GetAgentRunReceiptResponse> getGetAgentRunReceiptMethod;
    if ((getGetAgentRunReceiptMethod = AuditServiceGrpc.getGetAgentRunReceiptMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getGetAgentRunReceiptMethod = AuditServiceGrpc.getGetAgentRunReceiptMethod) == null) {
          AuditServiceGrpc.getGetAgentRunReceiptMethod = getGetAgentRunReceiptMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetAgentRunReceiptRequest, sfs.v1.GetAgentRunReceiptResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetAgentRunReceipt"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetAgentRunReceiptRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetAgentRunReceiptResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("GetAgentRunReceipt"))
              .build();
        }
      }
    }
    return getGetAgentRunReceiptMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.PurgePayloadsRequest,
      sfs.v1.PurgePayloadsResponse> getPurgePayloadsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PurgePayloads",
      requestType = sfs.v1.PurgePayloadsRequest.class,
      responseType = sfs.v1.PurgePayloadsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.PurgePayloadsRequest,
      sfs.v1.PurgePayloadsResponse> getPurgePayloadsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.PurgePayloadsRequest, sfs.v1.PurgePayloadsResponse> getPurgePayloadsMethod;
    if ((getPurgePayloadsMethod = AuditServiceGrpc.getPurgePayloadsMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getPurgePayloadsMethod = AuditServiceGrpc.getPurgePayloadsMethod) == null) {
          AuditServiceGrpc.getPurgePayloadsMethod = getPurgePayloadsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.PurgePayloadsRequest, sfs.v1.PurgePayloadsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PurgePayloads"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.PurgePayloadsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.PurgePayloadsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("PurgePayloads"))
              .build();
        }
      }
    }
    return getPurgePayloadsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.SetLegalHoldRequest,
      sfs.v1.SetLegalHoldResponse> getSetLegalHoldMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SetLegalHold",
      requestType = sfs.v1.SetLegalHoldRequest.class,
      responseType = sfs.v1.SetLegalHoldResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.SetLegalHoldRequest,
      sfs.v1.SetLegalHoldResponse> getSetLegalHoldMethod() {
    io.grpc.MethodDescriptor<sfs.v1.SetLegalHoldRequest, sfs.v1.SetLegalHoldResponse> getSetLegalHoldMethod;
    if ((getSetLegalHoldMethod = AuditServiceGrpc.getSetLegalHoldMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getSetLegalHoldMethod = AuditServiceGrpc.getSetLegalHoldMethod) == null) {
          AuditServiceGrpc.getSetLegalHoldMethod = getSetLegalHoldMethod =
              io.grpc.MethodDescriptor.<sfs.v1.SetLegalHoldRequest, sfs.v1.SetLegalHoldResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SetLegalHold"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.SetLegalHoldRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.SetLegalHoldResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("SetLegalHold"))
              .build();
        }
      }
    }
    return getSetLegalHoldMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.RedactAgentRunRequest,
      sfs.v1.RedactAgentRunResponse> getRedactAgentRunMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RedactAgentRun",
      requestType = sfs.v1.RedactAgentRunRequest.class,
      responseType = sfs.v1.RedactAgentRunResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.RedactAgentRunRequest,
      sfs.v1.RedactAgentRunResponse> getRedactAgentRunMethod() {
    io.grpc.MethodDescriptor<sfs.v1.RedactAgentRunRequest, sfs.v1.RedactAgentRunResponse> getRedactAgentRunMethod;
    if ((getRedactAgentRunMethod = AuditServiceGrpc.getRedactAgentRunMethod) == null) {
      synchronized (AuditServiceGrpc.class) {
        if ((getRedactAgentRunMethod = AuditServiceGrpc.getRedactAgentRunMethod) == null) {
          AuditServiceGrpc.getRedactAgentRunMethod = getRedactAgentRunMethod =
              io.grpc.MethodDescriptor.<sfs.v1.RedactAgentRunRequest, sfs.v1.RedactAgentRunResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RedactAgentRun"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RedactAgentRunRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RedactAgentRunResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuditServiceMethodDescriptorSupplier("RedactAgentRun"))
              .build();
        }
      }
    }
    return getRedactAgentRunMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static AuditServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuditServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuditServiceStub>() {
        @java.lang.Override
        public AuditServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuditServiceStub(channel, callOptions);
        }
      };
    return AuditServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static AuditServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuditServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuditServiceBlockingV2Stub>() {
        @java.lang.Override
        public AuditServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuditServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return AuditServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static AuditServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuditServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuditServiceBlockingStub>() {
        @java.lang.Override
        public AuditServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuditServiceBlockingStub(channel, callOptions);
        }
      };
    return AuditServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static AuditServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuditServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuditServiceFutureStub>() {
        @java.lang.Override
        public AuditServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuditServiceFutureStub(channel, callOptions);
        }
      };
    return AuditServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
   * The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
   * happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListAuditEvents lists events, newest first. A key that reaches some projects sees the events of those.
     * </pre>
     */
    default void listAuditEvents(sfs.v1.ListAuditEventsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListAuditEventsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAuditEventsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ExportAuditEvents streams events, oldest first, with the exact bytes that are logged. It ends at the head of the log.
     * </pre>
     */
    default void exportAuditEvents(sfs.v1.ExportAuditEventsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ExportAuditEventsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getExportAuditEventsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetAuditReport sums up a span of time: keys, personas, refused calls, and scopes that keys hold and did not use. For keys that
     * reach all projects.
     * </pre>
     */
    default void getAuditReport(sfs.v1.GetAuditReportRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetAuditReportResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetAuditReportMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetCheckpoint returns the newest signed head of the log.
     * </pre>
     */
    default void getCheckpoint(sfs.v1.GetCheckpointRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetCheckpointResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetCheckpointMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetInclusionProof proves that an event is in the log.
     * </pre>
     */
    default void getInclusionProof(sfs.v1.GetInclusionProofRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetInclusionProofResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetInclusionProofMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetConsistencyProof proves that the log of one size begins with the log of an earlier size.
     * </pre>
     */
    default void getConsistencyProof(sfs.v1.GetConsistencyProofRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetConsistencyProofResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetConsistencyProofMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListLogKeys lists the public keys that sign the log or signed it.
     * </pre>
     */
    default void listLogKeys(sfs.v1.ListLogKeysRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListLogKeysResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListLogKeysMethod(), responseObserver);
    }

    /**
     * <pre>
     * ReadLog streams everything that verifying the whole log takes: entries, payloads, tiles, checkpoints, and what the rows of ended
     * runs say. For keys that reach all projects.
     * </pre>
     */
    default void readLog(sfs.v1.ReadLogRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ReadLogResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getReadLogMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetAgentRunReceipt streams what proves one run offline: its events with their proofs, the attestation, and the head of the log. It
     * waits until the events have their places.
     * </pre>
     */
    default void getAgentRunReceipt(sfs.v1.GetAgentRunReceiptRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetAgentRunReceiptResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetAgentRunReceiptMethod(), responseObserver);
    }

    /**
     * <pre>
     * PurgePayloads erases names and free text of events for ever; the events stay, and so do their proofs.
     * </pre>
     */
    default void purgePayloads(sfs.v1.PurgePayloadsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.PurgePayloadsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPurgePayloadsMethod(), responseObserver);
    }

    /**
     * <pre>
     * SetLegalHold keeps all payloads of the organization, whatever retention says, or ends that.
     * </pre>
     */
    default void setLegalHold(sfs.v1.SetLegalHoldRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.SetLegalHoldResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSetLegalHoldMethod(), responseObserver);
    }

    /**
     * <pre>
     * RedactAgentRun erases the texts of an ended run (summary, reasons, findings, context) and the payloads of its events; its digests
     * stay.
     * </pre>
     */
    default void redactAgentRun(sfs.v1.RedactAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RedactAgentRunResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRedactAgentRunMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service AuditService.
   * <pre>
   * AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
   * The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
   * happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript.
   * </pre>
   */
  public static abstract class AuditServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return AuditServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service AuditService.
   * <pre>
   * AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
   * The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
   * happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript.
   * </pre>
   */
  public static final class AuditServiceStub
      extends io.grpc.stub.AbstractAsyncStub<AuditServiceStub> {
    private AuditServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuditServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuditServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListAuditEvents lists events, newest first. A key that reaches some projects sees the events of those.
     * </pre>
     */
    public void listAuditEvents(sfs.v1.ListAuditEventsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListAuditEventsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAuditEventsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ExportAuditEvents streams events, oldest first, with the exact bytes that are logged. It ends at the head of the log.
     * </pre>
     */
    public void exportAuditEvents(sfs.v1.ExportAuditEventsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ExportAuditEventsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getExportAuditEventsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetAuditReport sums up a span of time: keys, personas, refused calls, and scopes that keys hold and did not use. For keys that
     * reach all projects.
     * </pre>
     */
    public void getAuditReport(sfs.v1.GetAuditReportRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetAuditReportResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetAuditReportMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetCheckpoint returns the newest signed head of the log.
     * </pre>
     */
    public void getCheckpoint(sfs.v1.GetCheckpointRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetCheckpointResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetCheckpointMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetInclusionProof proves that an event is in the log.
     * </pre>
     */
    public void getInclusionProof(sfs.v1.GetInclusionProofRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetInclusionProofResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetInclusionProofMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetConsistencyProof proves that the log of one size begins with the log of an earlier size.
     * </pre>
     */
    public void getConsistencyProof(sfs.v1.GetConsistencyProofRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetConsistencyProofResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetConsistencyProofMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListLogKeys lists the public keys that sign the log or signed it.
     * </pre>
     */
    public void listLogKeys(sfs.v1.ListLogKeysRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListLogKeysResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListLogKeysMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ReadLog streams everything that verifying the whole log takes: entries, payloads, tiles, checkpoints, and what the rows of ended
     * runs say. For keys that reach all projects.
     * </pre>
     */
    public void readLog(sfs.v1.ReadLogRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ReadLogResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getReadLogMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetAgentRunReceipt streams what proves one run offline: its events with their proofs, the attestation, and the head of the log. It
     * waits until the events have their places.
     * </pre>
     */
    public void getAgentRunReceipt(sfs.v1.GetAgentRunReceiptRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetAgentRunReceiptResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getGetAgentRunReceiptMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * PurgePayloads erases names and free text of events for ever; the events stay, and so do their proofs.
     * </pre>
     */
    public void purgePayloads(sfs.v1.PurgePayloadsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.PurgePayloadsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPurgePayloadsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * SetLegalHold keeps all payloads of the organization, whatever retention says, or ends that.
     * </pre>
     */
    public void setLegalHold(sfs.v1.SetLegalHoldRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.SetLegalHoldResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSetLegalHoldMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * RedactAgentRun erases the texts of an ended run (summary, reasons, findings, context) and the payloads of its events; its digests
     * stay.
     * </pre>
     */
    public void redactAgentRun(sfs.v1.RedactAgentRunRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RedactAgentRunResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRedactAgentRunMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service AuditService.
   * <pre>
   * AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
   * The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
   * happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript.
   * </pre>
   */
  public static final class AuditServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<AuditServiceBlockingV2Stub> {
    private AuditServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuditServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuditServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListAuditEvents lists events, newest first. A key that reaches some projects sees the events of those.
     * </pre>
     */
    public sfs.v1.ListAuditEventsResponse listAuditEvents(sfs.v1.ListAuditEventsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAuditEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ExportAuditEvents streams events, oldest first, with the exact bytes that are logged. It ends at the head of the log.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, sfs.v1.ExportAuditEventsResponse>
        exportAuditEvents(sfs.v1.ExportAuditEventsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getExportAuditEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetAuditReport sums up a span of time: keys, personas, refused calls, and scopes that keys hold and did not use. For keys that
     * reach all projects.
     * </pre>
     */
    public sfs.v1.GetAuditReportResponse getAuditReport(sfs.v1.GetAuditReportRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetAuditReportMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetCheckpoint returns the newest signed head of the log.
     * </pre>
     */
    public sfs.v1.GetCheckpointResponse getCheckpoint(sfs.v1.GetCheckpointRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetCheckpointMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetInclusionProof proves that an event is in the log.
     * </pre>
     */
    public sfs.v1.GetInclusionProofResponse getInclusionProof(sfs.v1.GetInclusionProofRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetInclusionProofMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetConsistencyProof proves that the log of one size begins with the log of an earlier size.
     * </pre>
     */
    public sfs.v1.GetConsistencyProofResponse getConsistencyProof(sfs.v1.GetConsistencyProofRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetConsistencyProofMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListLogKeys lists the public keys that sign the log or signed it.
     * </pre>
     */
    public sfs.v1.ListLogKeysResponse listLogKeys(sfs.v1.ListLogKeysRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListLogKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ReadLog streams everything that verifying the whole log takes: entries, payloads, tiles, checkpoints, and what the rows of ended
     * runs say. For keys that reach all projects.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, sfs.v1.ReadLogResponse>
        readLog(sfs.v1.ReadLogRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getReadLogMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetAgentRunReceipt streams what proves one run offline: its events with their proofs, the attestation, and the head of the log. It
     * waits until the events have their places.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, sfs.v1.GetAgentRunReceiptResponse>
        getAgentRunReceipt(sfs.v1.GetAgentRunReceiptRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getGetAgentRunReceiptMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * PurgePayloads erases names and free text of events for ever; the events stay, and so do their proofs.
     * </pre>
     */
    public sfs.v1.PurgePayloadsResponse purgePayloads(sfs.v1.PurgePayloadsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPurgePayloadsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * SetLegalHold keeps all payloads of the organization, whatever retention says, or ends that.
     * </pre>
     */
    public sfs.v1.SetLegalHoldResponse setLegalHold(sfs.v1.SetLegalHoldRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSetLegalHoldMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RedactAgentRun erases the texts of an ended run (summary, reasons, findings, context) and the payloads of its events; its digests
     * stay.
     * </pre>
     */
    public sfs.v1.RedactAgentRunResponse redactAgentRun(sfs.v1.RedactAgentRunRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRedactAgentRunMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service AuditService.
   * <pre>
   * AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
   * The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
   * happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript.
   * </pre>
   */
  public static final class AuditServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<AuditServiceBlockingStub> {
    private AuditServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuditServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuditServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListAuditEvents lists events, newest first. A key that reaches some projects sees the events of those.
     * </pre>
     */
    public sfs.v1.ListAuditEventsResponse listAuditEvents(sfs.v1.ListAuditEventsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAuditEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ExportAuditEvents streams events, oldest first, with the exact bytes that are logged. It ends at the head of the log.
     * </pre>
     */
    public java.util.Iterator<sfs.v1.ExportAuditEventsResponse> exportAuditEvents(
        sfs.v1.ExportAuditEventsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getExportAuditEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetAuditReport sums up a span of time: keys, personas, refused calls, and scopes that keys hold and did not use. For keys that
     * reach all projects.
     * </pre>
     */
    public sfs.v1.GetAuditReportResponse getAuditReport(sfs.v1.GetAuditReportRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetAuditReportMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetCheckpoint returns the newest signed head of the log.
     * </pre>
     */
    public sfs.v1.GetCheckpointResponse getCheckpoint(sfs.v1.GetCheckpointRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetCheckpointMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetInclusionProof proves that an event is in the log.
     * </pre>
     */
    public sfs.v1.GetInclusionProofResponse getInclusionProof(sfs.v1.GetInclusionProofRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetInclusionProofMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetConsistencyProof proves that the log of one size begins with the log of an earlier size.
     * </pre>
     */
    public sfs.v1.GetConsistencyProofResponse getConsistencyProof(sfs.v1.GetConsistencyProofRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetConsistencyProofMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListLogKeys lists the public keys that sign the log or signed it.
     * </pre>
     */
    public sfs.v1.ListLogKeysResponse listLogKeys(sfs.v1.ListLogKeysRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListLogKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ReadLog streams everything that verifying the whole log takes: entries, payloads, tiles, checkpoints, and what the rows of ended
     * runs say. For keys that reach all projects.
     * </pre>
     */
    public java.util.Iterator<sfs.v1.ReadLogResponse> readLog(
        sfs.v1.ReadLogRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getReadLogMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetAgentRunReceipt streams what proves one run offline: its events with their proofs, the attestation, and the head of the log. It
     * waits until the events have their places.
     * </pre>
     */
    public java.util.Iterator<sfs.v1.GetAgentRunReceiptResponse> getAgentRunReceipt(
        sfs.v1.GetAgentRunReceiptRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getGetAgentRunReceiptMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * PurgePayloads erases names and free text of events for ever; the events stay, and so do their proofs.
     * </pre>
     */
    public sfs.v1.PurgePayloadsResponse purgePayloads(sfs.v1.PurgePayloadsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPurgePayloadsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * SetLegalHold keeps all payloads of the organization, whatever retention says, or ends that.
     * </pre>
     */
    public sfs.v1.SetLegalHoldResponse setLegalHold(sfs.v1.SetLegalHoldRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSetLegalHoldMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RedactAgentRun erases the texts of an ended run (summary, reasons, findings, context) and the payloads of its events; its digests
     * stay.
     * </pre>
     */
    public sfs.v1.RedactAgentRunResponse redactAgentRun(sfs.v1.RedactAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRedactAgentRunMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service AuditService.
   * <pre>
   * AuditService reads and proves the append-only log of the caller's organization. Every change left an event in it.
   * The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events get their places a moment after they
   * happened. Sizes and indexes in requests are decimal text, because 64-bit integers lose digits in JavaScript.
   * </pre>
   */
  public static final class AuditServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<AuditServiceFutureStub> {
    private AuditServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuditServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuditServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListAuditEvents lists events, newest first. A key that reaches some projects sees the events of those.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListAuditEventsResponse> listAuditEvents(
        sfs.v1.ListAuditEventsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAuditEventsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetAuditReport sums up a span of time: keys, personas, refused calls, and scopes that keys hold and did not use. For keys that
     * reach all projects.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetAuditReportResponse> getAuditReport(
        sfs.v1.GetAuditReportRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetAuditReportMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetCheckpoint returns the newest signed head of the log.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetCheckpointResponse> getCheckpoint(
        sfs.v1.GetCheckpointRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetCheckpointMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetInclusionProof proves that an event is in the log.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetInclusionProofResponse> getInclusionProof(
        sfs.v1.GetInclusionProofRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetInclusionProofMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetConsistencyProof proves that the log of one size begins with the log of an earlier size.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetConsistencyProofResponse> getConsistencyProof(
        sfs.v1.GetConsistencyProofRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetConsistencyProofMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListLogKeys lists the public keys that sign the log or signed it.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListLogKeysResponse> listLogKeys(
        sfs.v1.ListLogKeysRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListLogKeysMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * PurgePayloads erases names and free text of events for ever; the events stay, and so do their proofs.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.PurgePayloadsResponse> purgePayloads(
        sfs.v1.PurgePayloadsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPurgePayloadsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * SetLegalHold keeps all payloads of the organization, whatever retention says, or ends that.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.SetLegalHoldResponse> setLegalHold(
        sfs.v1.SetLegalHoldRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSetLegalHoldMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * RedactAgentRun erases the texts of an ended run (summary, reasons, findings, context) and the payloads of its events; its digests
     * stay.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.RedactAgentRunResponse> redactAgentRun(
        sfs.v1.RedactAgentRunRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRedactAgentRunMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_AUDIT_EVENTS = 0;
  private static final int METHODID_EXPORT_AUDIT_EVENTS = 1;
  private static final int METHODID_GET_AUDIT_REPORT = 2;
  private static final int METHODID_GET_CHECKPOINT = 3;
  private static final int METHODID_GET_INCLUSION_PROOF = 4;
  private static final int METHODID_GET_CONSISTENCY_PROOF = 5;
  private static final int METHODID_LIST_LOG_KEYS = 6;
  private static final int METHODID_READ_LOG = 7;
  private static final int METHODID_GET_AGENT_RUN_RECEIPT = 8;
  private static final int METHODID_PURGE_PAYLOADS = 9;
  private static final int METHODID_SET_LEGAL_HOLD = 10;
  private static final int METHODID_REDACT_AGENT_RUN = 11;

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
        case METHODID_LIST_AUDIT_EVENTS:
          serviceImpl.listAuditEvents((sfs.v1.ListAuditEventsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListAuditEventsResponse>) responseObserver);
          break;
        case METHODID_EXPORT_AUDIT_EVENTS:
          serviceImpl.exportAuditEvents((sfs.v1.ExportAuditEventsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ExportAuditEventsResponse>) responseObserver);
          break;
        case METHODID_GET_AUDIT_REPORT:
          serviceImpl.getAuditReport((sfs.v1.GetAuditReportRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetAuditReportResponse>) responseObserver);
          break;
        case METHODID_GET_CHECKPOINT:
          serviceImpl.getCheckpoint((sfs.v1.GetCheckpointRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetCheckpointResponse>) responseObserver);
          break;
        case METHODID_GET_INCLUSION_PROOF:
          serviceImpl.getInclusionProof((sfs.v1.GetInclusionProofRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetInclusionProofResponse>) responseObserver);
          break;
        case METHODID_GET_CONSISTENCY_PROOF:
          serviceImpl.getConsistencyProof((sfs.v1.GetConsistencyProofRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetConsistencyProofResponse>) responseObserver);
          break;
        case METHODID_LIST_LOG_KEYS:
          serviceImpl.listLogKeys((sfs.v1.ListLogKeysRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListLogKeysResponse>) responseObserver);
          break;
        case METHODID_READ_LOG:
          serviceImpl.readLog((sfs.v1.ReadLogRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ReadLogResponse>) responseObserver);
          break;
        case METHODID_GET_AGENT_RUN_RECEIPT:
          serviceImpl.getAgentRunReceipt((sfs.v1.GetAgentRunReceiptRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetAgentRunReceiptResponse>) responseObserver);
          break;
        case METHODID_PURGE_PAYLOADS:
          serviceImpl.purgePayloads((sfs.v1.PurgePayloadsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.PurgePayloadsResponse>) responseObserver);
          break;
        case METHODID_SET_LEGAL_HOLD:
          serviceImpl.setLegalHold((sfs.v1.SetLegalHoldRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.SetLegalHoldResponse>) responseObserver);
          break;
        case METHODID_REDACT_AGENT_RUN:
          serviceImpl.redactAgentRun((sfs.v1.RedactAgentRunRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.RedactAgentRunResponse>) responseObserver);
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
          getListAuditEventsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListAuditEventsRequest,
              sfs.v1.ListAuditEventsResponse>(
                service, METHODID_LIST_AUDIT_EVENTS)))
        .addMethod(
          getExportAuditEventsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              sfs.v1.ExportAuditEventsRequest,
              sfs.v1.ExportAuditEventsResponse>(
                service, METHODID_EXPORT_AUDIT_EVENTS)))
        .addMethod(
          getGetAuditReportMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetAuditReportRequest,
              sfs.v1.GetAuditReportResponse>(
                service, METHODID_GET_AUDIT_REPORT)))
        .addMethod(
          getGetCheckpointMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetCheckpointRequest,
              sfs.v1.GetCheckpointResponse>(
                service, METHODID_GET_CHECKPOINT)))
        .addMethod(
          getGetInclusionProofMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetInclusionProofRequest,
              sfs.v1.GetInclusionProofResponse>(
                service, METHODID_GET_INCLUSION_PROOF)))
        .addMethod(
          getGetConsistencyProofMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetConsistencyProofRequest,
              sfs.v1.GetConsistencyProofResponse>(
                service, METHODID_GET_CONSISTENCY_PROOF)))
        .addMethod(
          getListLogKeysMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListLogKeysRequest,
              sfs.v1.ListLogKeysResponse>(
                service, METHODID_LIST_LOG_KEYS)))
        .addMethod(
          getReadLogMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              sfs.v1.ReadLogRequest,
              sfs.v1.ReadLogResponse>(
                service, METHODID_READ_LOG)))
        .addMethod(
          getGetAgentRunReceiptMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              sfs.v1.GetAgentRunReceiptRequest,
              sfs.v1.GetAgentRunReceiptResponse>(
                service, METHODID_GET_AGENT_RUN_RECEIPT)))
        .addMethod(
          getPurgePayloadsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.PurgePayloadsRequest,
              sfs.v1.PurgePayloadsResponse>(
                service, METHODID_PURGE_PAYLOADS)))
        .addMethod(
          getSetLegalHoldMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.SetLegalHoldRequest,
              sfs.v1.SetLegalHoldResponse>(
                service, METHODID_SET_LEGAL_HOLD)))
        .addMethod(
          getRedactAgentRunMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.RedactAgentRunRequest,
              sfs.v1.RedactAgentRunResponse>(
                service, METHODID_REDACT_AGENT_RUN)))
        .build();
  }

  private static abstract class AuditServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    AuditServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return sfs.v1.AuditProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("AuditService");
    }
  }

  private static final class AuditServiceFileDescriptorSupplier
      extends AuditServiceBaseDescriptorSupplier {
    AuditServiceFileDescriptorSupplier() {}
  }

  private static final class AuditServiceMethodDescriptorSupplier
      extends AuditServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    AuditServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (AuditServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new AuditServiceFileDescriptorSupplier())
              .addMethod(getListAuditEventsMethod())
              .addMethod(getExportAuditEventsMethod())
              .addMethod(getGetAuditReportMethod())
              .addMethod(getGetCheckpointMethod())
              .addMethod(getGetInclusionProofMethod())
              .addMethod(getGetConsistencyProofMethod())
              .addMethod(getListLogKeysMethod())
              .addMethod(getReadLogMethod())
              .addMethod(getGetAgentRunReceiptMethod())
              .addMethod(getPurgePayloadsMethod())
              .addMethod(getSetLegalHoldMethod())
              .addMethod(getRedactAgentRunMethod())
              .build();
        }
      }
    }
    return result;
  }
}
