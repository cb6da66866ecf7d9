package sfs.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * ServiceKeyService keeps the credentials of machines.
 * A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
 * rotate and revoke, and only with scopes that they hold themselves.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ServiceKeyServiceGrpc {

  private ServiceKeyServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "sfs.v1.ServiceKeyService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<sfs.v1.CreateServiceKeyRequest,
      sfs.v1.CreateServiceKeyResponse> getCreateServiceKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateServiceKey",
      requestType = sfs.v1.CreateServiceKeyRequest.class,
      responseType = sfs.v1.CreateServiceKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CreateServiceKeyRequest,
      sfs.v1.CreateServiceKeyResponse> getCreateServiceKeyMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CreateServiceKeyRequest, sfs.v1.CreateServiceKeyResponse> getCreateServiceKeyMethod;
    if ((getCreateServiceKeyMethod = ServiceKeyServiceGrpc.getCreateServiceKeyMethod) == null) {
      synchronized (ServiceKeyServiceGrpc.class) {
        if ((getCreateServiceKeyMethod = ServiceKeyServiceGrpc.getCreateServiceKeyMethod) == null) {
          ServiceKeyServiceGrpc.getCreateServiceKeyMethod = getCreateServiceKeyMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CreateServiceKeyRequest, sfs.v1.CreateServiceKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateServiceKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateServiceKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateServiceKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ServiceKeyServiceMethodDescriptorSupplier("CreateServiceKey"))
              .build();
        }
      }
    }
    return getCreateServiceKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetServiceKeyRequest,
      sfs.v1.GetServiceKeyResponse> getGetServiceKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetServiceKey",
      requestType = sfs.v1.GetServiceKeyRequest.class,
      responseType = sfs.v1.GetServiceKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetServiceKeyRequest,
      sfs.v1.GetServiceKeyResponse> getGetServiceKeyMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetServiceKeyRequest, sfs.v1.GetServiceKeyResponse> getGetServiceKeyMethod;
    if ((getGetServiceKeyMethod = ServiceKeyServiceGrpc.getGetServiceKeyMethod) == null) {
      synchronized (ServiceKeyServiceGrpc.class) {
        if ((getGetServiceKeyMethod = ServiceKeyServiceGrpc.getGetServiceKeyMethod) == null) {
          ServiceKeyServiceGrpc.getGetServiceKeyMethod = getGetServiceKeyMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetServiceKeyRequest, sfs.v1.GetServiceKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetServiceKey"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetServiceKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetServiceKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ServiceKeyServiceMethodDescriptorSupplier("GetServiceKey"))
              .build();
        }
      }
    }
    return getGetServiceKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListServiceKeysRequest,
      sfs.v1.ListServiceKeysResponse> getListServiceKeysMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListServiceKeys",
      requestType = sfs.v1.ListServiceKeysRequest.class,
      responseType = sfs.v1.ListServiceKeysResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListServiceKeysRequest,
      sfs.v1.ListServiceKeysResponse> getListServiceKeysMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListServiceKeysRequest, sfs.v1.ListServiceKeysResponse> getListServiceKeysMethod;
    if ((getListServiceKeysMethod = ServiceKeyServiceGrpc.getListServiceKeysMethod) == null) {
      synchronized (ServiceKeyServiceGrpc.class) {
        if ((getListServiceKeysMethod = ServiceKeyServiceGrpc.getListServiceKeysMethod) == null) {
          ServiceKeyServiceGrpc.getListServiceKeysMethod = getListServiceKeysMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListServiceKeysRequest, sfs.v1.ListServiceKeysResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListServiceKeys"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListServiceKeysRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListServiceKeysResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ServiceKeyServiceMethodDescriptorSupplier("ListServiceKeys"))
              .build();
        }
      }
    }
    return getListServiceKeysMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.RotateServiceKeyRequest,
      sfs.v1.RotateServiceKeyResponse> getRotateServiceKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RotateServiceKey",
      requestType = sfs.v1.RotateServiceKeyRequest.class,
      responseType = sfs.v1.RotateServiceKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.RotateServiceKeyRequest,
      sfs.v1.RotateServiceKeyResponse> getRotateServiceKeyMethod() {
    io.grpc.MethodDescriptor<sfs.v1.RotateServiceKeyRequest, sfs.v1.RotateServiceKeyResponse> getRotateServiceKeyMethod;
    if ((getRotateServiceKeyMethod = ServiceKeyServiceGrpc.getRotateServiceKeyMethod) == null) {
      synchronized (ServiceKeyServiceGrpc.class) {
        if ((getRotateServiceKeyMethod = ServiceKeyServiceGrpc.getRotateServiceKeyMethod) == null) {
          ServiceKeyServiceGrpc.getRotateServiceKeyMethod = getRotateServiceKeyMethod =
              io.grpc.MethodDescriptor.<sfs.v1.RotateServiceKeyRequest, sfs.v1.RotateServiceKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RotateServiceKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RotateServiceKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RotateServiceKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ServiceKeyServiceMethodDescriptorSupplier("RotateServiceKey"))
              .build();
        }
      }
    }
    return getRotateServiceKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.RevokeServiceKeyRequest,
      sfs.v1.RevokeServiceKeyResponse> getRevokeServiceKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RevokeServiceKey",
      requestType = sfs.v1.RevokeServiceKeyRequest.class,
      responseType = sfs.v1.RevokeServiceKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.RevokeServiceKeyRequest,
      sfs.v1.RevokeServiceKeyResponse> getRevokeServiceKeyMethod() {
    io.grpc.MethodDescriptor<sfs.v1.RevokeServiceKeyRequest, sfs.v1.RevokeServiceKeyResponse> getRevokeServiceKeyMethod;
    if ((getRevokeServiceKeyMethod = ServiceKeyServiceGrpc.getRevokeServiceKeyMethod) == null) {
      synchronized (ServiceKeyServiceGrpc.class) {
        if ((getRevokeServiceKeyMethod = ServiceKeyServiceGrpc.getRevokeServiceKeyMethod) == null) {
          ServiceKeyServiceGrpc.getRevokeServiceKeyMethod = getRevokeServiceKeyMethod =
              io.grpc.MethodDescriptor.<sfs.v1.RevokeServiceKeyRequest, sfs.v1.RevokeServiceKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RevokeServiceKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RevokeServiceKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RevokeServiceKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ServiceKeyServiceMethodDescriptorSupplier("RevokeServiceKey"))
              .build();
        }
      }
    }
    return getRevokeServiceKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.WhoAmIRequest,
      sfs.v1.WhoAmIResponse> getWhoAmIMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WhoAmI",
      requestType = sfs.v1.WhoAmIRequest.class,
      responseType = sfs.v1.WhoAmIResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.WhoAmIRequest,
      sfs.v1.WhoAmIResponse> getWhoAmIMethod() {
    io.grpc.MethodDescriptor<sfs.v1.WhoAmIRequest, sfs.v1.WhoAmIResponse> getWhoAmIMethod;
    if ((getWhoAmIMethod = ServiceKeyServiceGrpc.getWhoAmIMethod) == null) {
      synchronized (ServiceKeyServiceGrpc.class) {
        if ((getWhoAmIMethod = ServiceKeyServiceGrpc.getWhoAmIMethod) == null) {
          ServiceKeyServiceGrpc.getWhoAmIMethod = getWhoAmIMethod =
              io.grpc.MethodDescriptor.<sfs.v1.WhoAmIRequest, sfs.v1.WhoAmIResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WhoAmI"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.WhoAmIRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.WhoAmIResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ServiceKeyServiceMethodDescriptorSupplier("WhoAmI"))
              .build();
        }
      }
    }
    return getWhoAmIMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ServiceKeyServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ServiceKeyServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ServiceKeyServiceStub>() {
        @java.lang.Override
        public ServiceKeyServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ServiceKeyServiceStub(channel, callOptions);
        }
      };
    return ServiceKeyServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ServiceKeyServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ServiceKeyServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ServiceKeyServiceBlockingV2Stub>() {
        @java.lang.Override
        public ServiceKeyServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ServiceKeyServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ServiceKeyServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ServiceKeyServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ServiceKeyServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ServiceKeyServiceBlockingStub>() {
        @java.lang.Override
        public ServiceKeyServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ServiceKeyServiceBlockingStub(channel, callOptions);
        }
      };
    return ServiceKeyServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ServiceKeyServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ServiceKeyServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ServiceKeyServiceFutureStub>() {
        @java.lang.Override
        public ServiceKeyServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ServiceKeyServiceFutureStub(channel, callOptions);
        }
      };
    return ServiceKeyServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * ServiceKeyService keeps the credentials of machines.
   * A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
   * rotate and revoke, and only with scopes that they hold themselves.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * CreateServiceKey mints a key and returns it, once.
     * </pre>
     */
    default void createServiceKey(sfs.v1.CreateServiceKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateServiceKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateServiceKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetServiceKey returns a key's record.
     * </pre>
     */
    default void getServiceKey(sfs.v1.GetServiceKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetServiceKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetServiceKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListServiceKeys lists the organization's service keys, newest first, ended ones too.
     * </pre>
     */
    default void listServiceKeys(sfs.v1.ListServiceKeysRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListServiceKeysResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListServiceKeysMethod(), responseObserver);
    }

    /**
     * <pre>
     * RotateServiceKey gives a key a new secret, same id and settings. Of several at once one wins, the rest get KEY_CHANGED.
     * </pre>
     */
    default void rotateServiceKey(sfs.v1.RotateServiceKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RotateServiceKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRotateServiceKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * RevokeServiceKey ends a key: every replica refuses it within a second. Ending it again changes nothing.
     * </pre>
     */
    default void revokeServiceKey(sfs.v1.RevokeServiceKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RevokeServiceKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRevokeServiceKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * WhoAmI tells what the key at hand is and may do.
     * </pre>
     */
    default void whoAmI(sfs.v1.WhoAmIRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.WhoAmIResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWhoAmIMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ServiceKeyService.
   * <pre>
   * ServiceKeyService keeps the credentials of machines.
   * A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
   * rotate and revoke, and only with scopes that they hold themselves.
   * </pre>
   */
  public static abstract class ServiceKeyServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ServiceKeyServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ServiceKeyService.
   * <pre>
   * ServiceKeyService keeps the credentials of machines.
   * A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
   * rotate and revoke, and only with scopes that they hold themselves.
   * </pre>
   */
  public static final class ServiceKeyServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ServiceKeyServiceStub> {
    private ServiceKeyServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ServiceKeyServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ServiceKeyServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateServiceKey mints a key and returns it, once.
     * </pre>
     */
    public void createServiceKey(sfs.v1.CreateServiceKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateServiceKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateServiceKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetServiceKey returns a key's record.
     * </pre>
     */
    public void getServiceKey(sfs.v1.GetServiceKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetServiceKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetServiceKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListServiceKeys lists the organization's service keys, newest first, ended ones too.
     * </pre>
     */
    public void listServiceKeys(sfs.v1.ListServiceKeysRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListServiceKeysResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListServiceKeysMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * RotateServiceKey gives a key a new secret, same id and settings. Of several at once one wins, the rest get KEY_CHANGED.
     * </pre>
     */
    public void rotateServiceKey(sfs.v1.RotateServiceKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RotateServiceKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRotateServiceKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * RevokeServiceKey ends a key: every replica refuses it within a second. Ending it again changes nothing.
     * </pre>
     */
    public void revokeServiceKey(sfs.v1.RevokeServiceKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RevokeServiceKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRevokeServiceKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * WhoAmI tells what the key at hand is and may do.
     * </pre>
     */
    public void whoAmI(sfs.v1.WhoAmIRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.WhoAmIResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getWhoAmIMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ServiceKeyService.
   * <pre>
   * ServiceKeyService keeps the credentials of machines.
   * A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
   * rotate and revoke, and only with scopes that they hold themselves.
   * </pre>
   */
  public static final class ServiceKeyServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ServiceKeyServiceBlockingV2Stub> {
    private ServiceKeyServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ServiceKeyServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ServiceKeyServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateServiceKey mints a key and returns it, once.
     * </pre>
     */
    public sfs.v1.CreateServiceKeyResponse createServiceKey(sfs.v1.CreateServiceKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateServiceKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetServiceKey returns a key's record.
     * </pre>
     */
    public sfs.v1.GetServiceKeyResponse getServiceKey(sfs.v1.GetServiceKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetServiceKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListServiceKeys lists the organization's service keys, newest first, ended ones too.
     * </pre>
     */
    public sfs.v1.ListServiceKeysResponse listServiceKeys(sfs.v1.ListServiceKeysRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListServiceKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RotateServiceKey gives a key a new secret, same id and settings. Of several at once one wins, the rest get KEY_CHANGED.
     * </pre>
     */
    public sfs.v1.RotateServiceKeyResponse rotateServiceKey(sfs.v1.RotateServiceKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRotateServiceKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RevokeServiceKey ends a key: every replica refuses it within a second. Ending it again changes nothing.
     * </pre>
     */
    public sfs.v1.RevokeServiceKeyResponse revokeServiceKey(sfs.v1.RevokeServiceKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRevokeServiceKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WhoAmI tells what the key at hand is and may do.
     * </pre>
     */
    public sfs.v1.WhoAmIResponse whoAmI(sfs.v1.WhoAmIRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getWhoAmIMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ServiceKeyService.
   * <pre>
   * ServiceKeyService keeps the credentials of machines.
   * A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
   * rotate and revoke, and only with scopes that they hold themselves.
   * </pre>
   */
  public static final class ServiceKeyServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ServiceKeyServiceBlockingStub> {
    private ServiceKeyServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ServiceKeyServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ServiceKeyServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateServiceKey mints a key and returns it, once.
     * </pre>
     */
    public sfs.v1.CreateServiceKeyResponse createServiceKey(sfs.v1.CreateServiceKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateServiceKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetServiceKey returns a key's record.
     * </pre>
     */
    public sfs.v1.GetServiceKeyResponse getServiceKey(sfs.v1.GetServiceKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetServiceKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListServiceKeys lists the organization's service keys, newest first, ended ones too.
     * </pre>
     */
    public sfs.v1.ListServiceKeysResponse listServiceKeys(sfs.v1.ListServiceKeysRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListServiceKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RotateServiceKey gives a key a new secret, same id and settings. Of several at once one wins, the rest get KEY_CHANGED.
     * </pre>
     */
    public sfs.v1.RotateServiceKeyResponse rotateServiceKey(sfs.v1.RotateServiceKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRotateServiceKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RevokeServiceKey ends a key: every replica refuses it within a second. Ending it again changes nothing.
     * </pre>
     */
    public sfs.v1.RevokeServiceKeyResponse revokeServiceKey(sfs.v1.RevokeServiceKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRevokeServiceKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WhoAmI tells what the key at hand is and may do.
     * </pre>
     */
    public sfs.v1.WhoAmIResponse whoAmI(sfs.v1.WhoAmIRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getWhoAmIMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ServiceKeyService.
   * <pre>
   * ServiceKeyService keeps the credentials of machines.
   * A service key belongs to the organization, holds named scopes, reaches named projects and always expires. Only people mint,
   * rotate and revoke, and only with scopes that they hold themselves.
   * </pre>
   */
  public static final class ServiceKeyServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ServiceKeyServiceFutureStub> {
    private ServiceKeyServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ServiceKeyServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ServiceKeyServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateServiceKey mints a key and returns it, once.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CreateServiceKeyResponse> createServiceKey(
        sfs.v1.CreateServiceKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateServiceKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetServiceKey returns a key's record.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetServiceKeyResponse> getServiceKey(
        sfs.v1.GetServiceKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetServiceKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListServiceKeys lists the organization's service keys, newest first, ended ones too.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListServiceKeysResponse> listServiceKeys(
        sfs.v1.ListServiceKeysRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListServiceKeysMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * RotateServiceKey gives a key a new secret, same id and settings. Of several at once one wins, the rest get KEY_CHANGED.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.RotateServiceKeyResponse> rotateServiceKey(
        sfs.v1.RotateServiceKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRotateServiceKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * RevokeServiceKey ends a key: every replica refuses it within a second. Ending it again changes nothing.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.RevokeServiceKeyResponse> revokeServiceKey(
        sfs.v1.RevokeServiceKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRevokeServiceKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * WhoAmI tells what the key at hand is and may do.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.WhoAmIResponse> whoAmI(
        sfs.v1.WhoAmIRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getWhoAmIMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_SERVICE_KEY = 0;
  private static final int METHODID_GET_SERVICE_KEY = 1;
  private static final int METHODID_LIST_SERVICE_KEYS = 2;
  private static final int METHODID_ROTATE_SERVICE_KEY = 3;
  private static final int METHODID_REVOKE_SERVICE_KEY = 4;
  private static final int METHODID_WHO_AM_I = 5;

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
        case METHODID_CREATE_SERVICE_KEY:
          serviceImpl.createServiceKey((sfs.v1.CreateServiceKeyRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CreateServiceKeyResponse>) responseObserver);
          break;
        case METHODID_GET_SERVICE_KEY:
          serviceImpl.getServiceKey((sfs.v1.GetServiceKeyRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetServiceKeyResponse>) responseObserver);
          break;
        case METHODID_LIST_SERVICE_KEYS:
          serviceImpl.listServiceKeys((sfs.v1.ListServiceKeysRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListServiceKeysResponse>) responseObserver);
          break;
        case METHODID_ROTATE_SERVICE_KEY:
          serviceImpl.rotateServiceKey((sfs.v1.RotateServiceKeyRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.RotateServiceKeyResponse>) responseObserver);
          break;
        case METHODID_REVOKE_SERVICE_KEY:
          serviceImpl.revokeServiceKey((sfs.v1.RevokeServiceKeyRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.RevokeServiceKeyResponse>) responseObserver);
          break;
        case METHODID_WHO_AM_I:
          serviceImpl.whoAmI((sfs.v1.WhoAmIRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.WhoAmIResponse>) responseObserver);
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
          getCreateServiceKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CreateServiceKeyRequest,
              sfs.v1.CreateServiceKeyResponse>(
                service, METHODID_CREATE_SERVICE_KEY)))
        .addMethod(
          getGetServiceKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetServiceKeyRequest,
              sfs.v1.GetServiceKeyResponse>(
                service, METHODID_GET_SERVICE_KEY)))
        .addMethod(
          getListServiceKeysMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListServiceKeysRequest,
              sfs.v1.ListServiceKeysResponse>(
                service, METHODID_LIST_SERVICE_KEYS)))
        .addMethod(
          getRotateServiceKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.RotateServiceKeyRequest,
              sfs.v1.RotateServiceKeyResponse>(
                service, METHODID_ROTATE_SERVICE_KEY)))
        .addMethod(
          getRevokeServiceKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.RevokeServiceKeyRequest,
              sfs.v1.RevokeServiceKeyResponse>(
                service, METHODID_REVOKE_SERVICE_KEY)))
        .addMethod(
          getWhoAmIMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.WhoAmIRequest,
              sfs.v1.WhoAmIResponse>(
                service, METHODID_WHO_AM_I)))
        .build();
  }

  private static abstract class ServiceKeyServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ServiceKeyServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return sfs.v1.ServiceKeyProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ServiceKeyService");
    }
  }

  private static final class ServiceKeyServiceFileDescriptorSupplier
      extends ServiceKeyServiceBaseDescriptorSupplier {
    ServiceKeyServiceFileDescriptorSupplier() {}
  }

  private static final class ServiceKeyServiceMethodDescriptorSupplier
      extends ServiceKeyServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ServiceKeyServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ServiceKeyServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ServiceKeyServiceFileDescriptorSupplier())
              .addMethod(getCreateServiceKeyMethod())
              .addMethod(getGetServiceKeyMethod())
              .addMethod(getListServiceKeysMethod())
              .addMethod(getRotateServiceKeyMethod())
              .addMethod(getRevokeServiceKeyMethod())
              .addMethod(getWhoAmIMethod())
              .build();
        }
      }
    }
    return result;
  }
}
