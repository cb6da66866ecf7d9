package sfs.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class PersonaServiceGrpc {

  private PersonaServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "sfs.v1.PersonaService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<sfs.v1.CreatePersonaRequest,
      sfs.v1.CreatePersonaResponse> getCreatePersonaMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreatePersona",
      requestType = sfs.v1.CreatePersonaRequest.class,
      responseType = sfs.v1.CreatePersonaResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CreatePersonaRequest,
      sfs.v1.CreatePersonaResponse> getCreatePersonaMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CreatePersonaRequest, sfs.v1.CreatePersonaResponse> getCreatePersonaMethod;
    if ((getCreatePersonaMethod = PersonaServiceGrpc.getCreatePersonaMethod) == null) {
      synchronized (PersonaServiceGrpc.class) {
        if ((getCreatePersonaMethod = PersonaServiceGrpc.getCreatePersonaMethod) == null) {
          PersonaServiceGrpc.getCreatePersonaMethod = getCreatePersonaMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CreatePersonaRequest, sfs.v1.CreatePersonaResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreatePersona"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreatePersonaRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreatePersonaResponse.getDefaultInstance()))
              .setSchemaDescriptor(new PersonaServiceMethodDescriptorSupplier("CreatePersona"))
              .build();
        }
      }
    }
    return getCreatePersonaMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetPersonaRequest,
      sfs.v1.GetPersonaResponse> getGetPersonaMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetPersona",
      requestType = sfs.v1.GetPersonaRequest.class,
      responseType = sfs.v1.GetPersonaResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetPersonaRequest,
      sfs.v1.GetPersonaResponse> getGetPersonaMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetPersonaRequest, sfs.v1.GetPersonaResponse> getGetPersonaMethod;
    if ((getGetPersonaMethod = PersonaServiceGrpc.getGetPersonaMethod) == null) {
      synchronized (PersonaServiceGrpc.class) {
        if ((getGetPersonaMethod = PersonaServiceGrpc.getGetPersonaMethod) == null) {
          PersonaServiceGrpc.getGetPersonaMethod = getGetPersonaMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetPersonaRequest, sfs.v1.GetPersonaResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetPersona"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetPersonaRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetPersonaResponse.getDefaultInstance()))
              .setSchemaDescriptor(new PersonaServiceMethodDescriptorSupplier("GetPersona"))
              .build();
        }
      }
    }
    return getGetPersonaMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListPersonasRequest,
      sfs.v1.ListPersonasResponse> getListPersonasMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListPersonas",
      requestType = sfs.v1.ListPersonasRequest.class,
      responseType = sfs.v1.ListPersonasResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListPersonasRequest,
      sfs.v1.ListPersonasResponse> getListPersonasMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListPersonasRequest, sfs.v1.ListPersonasResponse> getListPersonasMethod;
    if ((getListPersonasMethod = PersonaServiceGrpc.getListPersonasMethod) == null) {
      synchronized (PersonaServiceGrpc.class) {
        if ((getListPersonasMethod = PersonaServiceGrpc.getListPersonasMethod) == null) {
          PersonaServiceGrpc.getListPersonasMethod = getListPersonasMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListPersonasRequest, sfs.v1.ListPersonasResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListPersonas"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListPersonasRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListPersonasResponse.getDefaultInstance()))
              .setSchemaDescriptor(new PersonaServiceMethodDescriptorSupplier("ListPersonas"))
              .build();
        }
      }
    }
    return getListPersonasMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListPersonaVersionsRequest,
      sfs.v1.ListPersonaVersionsResponse> getListPersonaVersionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListPersonaVersions",
      requestType = sfs.v1.ListPersonaVersionsRequest.class,
      responseType = sfs.v1.ListPersonaVersionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListPersonaVersionsRequest,
      sfs.v1.ListPersonaVersionsResponse> getListPersonaVersionsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListPersonaVersionsRequest, sfs.v1.ListPersonaVersionsResponse> getListPersonaVersionsMethod;
    if ((getListPersonaVersionsMethod = PersonaServiceGrpc.getListPersonaVersionsMethod) == null) {
      synchronized (PersonaServiceGrpc.class) {
        if ((getListPersonaVersionsMethod = PersonaServiceGrpc.getListPersonaVersionsMethod) == null) {
          PersonaServiceGrpc.getListPersonaVersionsMethod = getListPersonaVersionsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListPersonaVersionsRequest, sfs.v1.ListPersonaVersionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListPersonaVersions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListPersonaVersionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListPersonaVersionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new PersonaServiceMethodDescriptorSupplier("ListPersonaVersions"))
              .build();
        }
      }
    }
    return getListPersonaVersionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.UpdatePersonaRequest,
      sfs.v1.UpdatePersonaResponse> getUpdatePersonaMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdatePersona",
      requestType = sfs.v1.UpdatePersonaRequest.class,
      responseType = sfs.v1.UpdatePersonaResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.UpdatePersonaRequest,
      sfs.v1.UpdatePersonaResponse> getUpdatePersonaMethod() {
    io.grpc.MethodDescriptor<sfs.v1.UpdatePersonaRequest, sfs.v1.UpdatePersonaResponse> getUpdatePersonaMethod;
    if ((getUpdatePersonaMethod = PersonaServiceGrpc.getUpdatePersonaMethod) == null) {
      synchronized (PersonaServiceGrpc.class) {
        if ((getUpdatePersonaMethod = PersonaServiceGrpc.getUpdatePersonaMethod) == null) {
          PersonaServiceGrpc.getUpdatePersonaMethod = getUpdatePersonaMethod =
              io.grpc.MethodDescriptor.<sfs.v1.UpdatePersonaRequest, sfs.v1.UpdatePersonaResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdatePersona"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdatePersonaRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdatePersonaResponse.getDefaultInstance()))
              .setSchemaDescriptor(new PersonaServiceMethodDescriptorSupplier("UpdatePersona"))
              .build();
        }
      }
    }
    return getUpdatePersonaMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.DeactivatePersonaRequest,
      sfs.v1.DeactivatePersonaResponse> getDeactivatePersonaMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeactivatePersona",
      requestType = sfs.v1.DeactivatePersonaRequest.class,
      responseType = sfs.v1.DeactivatePersonaResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.DeactivatePersonaRequest,
      sfs.v1.DeactivatePersonaResponse> getDeactivatePersonaMethod() {
    io.grpc.MethodDescriptor<sfs.v1.DeactivatePersonaRequest, sfs.v1.DeactivatePersonaResponse> getDeactivatePersonaMethod;
    if ((getDeactivatePersonaMethod = PersonaServiceGrpc.getDeactivatePersonaMethod) == null) {
      synchronized (PersonaServiceGrpc.class) {
        if ((getDeactivatePersonaMethod = PersonaServiceGrpc.getDeactivatePersonaMethod) == null) {
          PersonaServiceGrpc.getDeactivatePersonaMethod = getDeactivatePersonaMethod =
              io.grpc.MethodDescriptor.<sfs.v1.DeactivatePersonaRequest, sfs.v1.DeactivatePersonaResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeactivatePersona"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.DeactivatePersonaRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.DeactivatePersonaResponse.getDefaultInstance()))
              .setSchemaDescriptor(new PersonaServiceMethodDescriptorSupplier("DeactivatePersona"))
              .build();
        }
      }
    }
    return getDeactivatePersonaMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static PersonaServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<PersonaServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<PersonaServiceStub>() {
        @java.lang.Override
        public PersonaServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new PersonaServiceStub(channel, callOptions);
        }
      };
    return PersonaServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static PersonaServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<PersonaServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<PersonaServiceBlockingV2Stub>() {
        @java.lang.Override
        public PersonaServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new PersonaServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return PersonaServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static PersonaServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<PersonaServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<PersonaServiceBlockingStub>() {
        @java.lang.Override
        public PersonaServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new PersonaServiceBlockingStub(channel, callOptions);
        }
      };
    return PersonaServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static PersonaServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<PersonaServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<PersonaServiceFutureStub>() {
        @java.lang.Override
        public PersonaServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new PersonaServiceFutureStub(channel, callOptions);
        }
      };
    return PersonaServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * CreatePersona makes version 1 of a persona.
     * </pre>
     */
    default void createPersona(sfs.v1.CreatePersonaRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreatePersonaResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreatePersonaMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetPersona returns the newest version of a persona, or the version asked for.
     * </pre>
     */
    default void getPersona(sfs.v1.GetPersonaRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetPersonaResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetPersonaMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListPersonas lists a project's personas, newest first, without their content.
     * </pre>
     */
    default void listPersonas(sfs.v1.ListPersonasRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListPersonasResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListPersonasMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListPersonaVersions lists the versions of one persona, newest first, without their content.
     * </pre>
     */
    default void listPersonaVersions(sfs.v1.ListPersonaVersionsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListPersonaVersionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListPersonaVersionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdatePersona makes a new version from the fields that the mask names, if `expected_version` is still the newest. Where
     * nothing changes, no version is made.
     * </pre>
     */
    default void updatePersona(sfs.v1.UpdatePersonaRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdatePersonaResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdatePersonaMethod(), responseObserver);
    }

    /**
     * <pre>
     * DeactivatePersona takes a persona out of use. Refused while open tickets or runs use it, unless forced.
     * </pre>
     */
    default void deactivatePersona(sfs.v1.DeactivatePersonaRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.DeactivatePersonaResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeactivatePersonaMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service PersonaService.
   * <pre>
   * PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest.
   * </pre>
   */
  public static abstract class PersonaServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return PersonaServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service PersonaService.
   * <pre>
   * PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest.
   * </pre>
   */
  public static final class PersonaServiceStub
      extends io.grpc.stub.AbstractAsyncStub<PersonaServiceStub> {
    private PersonaServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected PersonaServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new PersonaServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreatePersona makes version 1 of a persona.
     * </pre>
     */
    public void createPersona(sfs.v1.CreatePersonaRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreatePersonaResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreatePersonaMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetPersona returns the newest version of a persona, or the version asked for.
     * </pre>
     */
    public void getPersona(sfs.v1.GetPersonaRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetPersonaResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetPersonaMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListPersonas lists a project's personas, newest first, without their content.
     * </pre>
     */
    public void listPersonas(sfs.v1.ListPersonasRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListPersonasResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListPersonasMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListPersonaVersions lists the versions of one persona, newest first, without their content.
     * </pre>
     */
    public void listPersonaVersions(sfs.v1.ListPersonaVersionsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListPersonaVersionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListPersonaVersionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdatePersona makes a new version from the fields that the mask names, if `expected_version` is still the newest. Where
     * nothing changes, no version is made.
     * </pre>
     */
    public void updatePersona(sfs.v1.UpdatePersonaRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdatePersonaResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdatePersonaMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * DeactivatePersona takes a persona out of use. Refused while open tickets or runs use it, unless forced.
     * </pre>
     */
    public void deactivatePersona(sfs.v1.DeactivatePersonaRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.DeactivatePersonaResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeactivatePersonaMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service PersonaService.
   * <pre>
   * PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest.
   * </pre>
   */
  public static final class PersonaServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<PersonaServiceBlockingV2Stub> {
    private PersonaServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected PersonaServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new PersonaServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * CreatePersona makes version 1 of a persona.
     * </pre>
     */
    public sfs.v1.CreatePersonaResponse createPersona(sfs.v1.CreatePersonaRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreatePersonaMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetPersona returns the newest version of a persona, or the version asked for.
     * </pre>
     */
    public sfs.v1.GetPersonaResponse getPersona(sfs.v1.GetPersonaRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetPersonaMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPersonas lists a project's personas, newest first, without their content.
     * </pre>
     */
    public sfs.v1.ListPersonasResponse listPersonas(sfs.v1.ListPersonasRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListPersonasMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPersonaVersions lists the versions of one persona, newest first, without their content.
     * </pre>
     */
    public sfs.v1.ListPersonaVersionsResponse listPersonaVersions(sfs.v1.ListPersonaVersionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListPersonaVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdatePersona makes a new version from the fields that the mask names, if `expected_version` is still the newest. Where
     * nothing changes, no version is made.
     * </pre>
     */
    public sfs.v1.UpdatePersonaResponse updatePersona(sfs.v1.UpdatePersonaRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdatePersonaMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeactivatePersona takes a persona out of use. Refused while open tickets or runs use it, unless forced.
     * </pre>
     */
    public sfs.v1.DeactivatePersonaResponse deactivatePersona(sfs.v1.DeactivatePersonaRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeactivatePersonaMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service PersonaService.
   * <pre>
   * PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest.
   * </pre>
   */
  public static final class PersonaServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<PersonaServiceBlockingStub> {
    private PersonaServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected PersonaServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new PersonaServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreatePersona makes version 1 of a persona.
     * </pre>
     */
    public sfs.v1.CreatePersonaResponse createPersona(sfs.v1.CreatePersonaRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreatePersonaMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetPersona returns the newest version of a persona, or the version asked for.
     * </pre>
     */
    public sfs.v1.GetPersonaResponse getPersona(sfs.v1.GetPersonaRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetPersonaMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPersonas lists a project's personas, newest first, without their content.
     * </pre>
     */
    public sfs.v1.ListPersonasResponse listPersonas(sfs.v1.ListPersonasRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListPersonasMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPersonaVersions lists the versions of one persona, newest first, without their content.
     * </pre>
     */
    public sfs.v1.ListPersonaVersionsResponse listPersonaVersions(sfs.v1.ListPersonaVersionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListPersonaVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdatePersona makes a new version from the fields that the mask names, if `expected_version` is still the newest. Where
     * nothing changes, no version is made.
     * </pre>
     */
    public sfs.v1.UpdatePersonaResponse updatePersona(sfs.v1.UpdatePersonaRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdatePersonaMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeactivatePersona takes a persona out of use. Refused while open tickets or runs use it, unless forced.
     * </pre>
     */
    public sfs.v1.DeactivatePersonaResponse deactivatePersona(sfs.v1.DeactivatePersonaRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeactivatePersonaMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service PersonaService.
   * <pre>
   * PersonaService keeps who the agents are. Every edit makes an immutable version; a run pins the version and its digest.
   * </pre>
   */
  public static final class PersonaServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<PersonaServiceFutureStub> {
    private PersonaServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected PersonaServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new PersonaServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreatePersona makes version 1 of a persona.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CreatePersonaResponse> createPersona(
        sfs.v1.CreatePersonaRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreatePersonaMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetPersona returns the newest version of a persona, or the version asked for.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetPersonaResponse> getPersona(
        sfs.v1.GetPersonaRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetPersonaMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListPersonas lists a project's personas, newest first, without their content.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListPersonasResponse> listPersonas(
        sfs.v1.ListPersonasRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListPersonasMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListPersonaVersions lists the versions of one persona, newest first, without their content.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListPersonaVersionsResponse> listPersonaVersions(
        sfs.v1.ListPersonaVersionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListPersonaVersionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdatePersona makes a new version from the fields that the mask names, if `expected_version` is still the newest. Where
     * nothing changes, no version is made.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.UpdatePersonaResponse> updatePersona(
        sfs.v1.UpdatePersonaRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdatePersonaMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * DeactivatePersona takes a persona out of use. Refused while open tickets or runs use it, unless forced.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.DeactivatePersonaResponse> deactivatePersona(
        sfs.v1.DeactivatePersonaRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeactivatePersonaMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_PERSONA = 0;
  private static final int METHODID_GET_PERSONA = 1;
  private static final int METHODID_LIST_PERSONAS = 2;
  private static final int METHODID_LIST_PERSONA_VERSIONS = 3;
  private static final int METHODID_UPDATE_PERSONA = 4;
  private static final int METHODID_DEACTIVATE_PERSONA = 5;

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
        case METHODID_CREATE_PERSONA:
          serviceImpl.createPersona((sfs.v1.CreatePersonaRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CreatePersonaResponse>) responseObserver);
          break;
        case METHODID_GET_PERSONA:
          serviceImpl.getPersona((sfs.v1.GetPersonaRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetPersonaResponse>) responseObserver);
          break;
        case METHODID_LIST_PERSONAS:
          serviceImpl.listPersonas((sfs.v1.ListPersonasRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListPersonasResponse>) responseObserver);
          break;
        case METHODID_LIST_PERSONA_VERSIONS:
          serviceImpl.listPersonaVersions((sfs.v1.ListPersonaVersionsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListPersonaVersionsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_PERSONA:
          serviceImpl.updatePersona((sfs.v1.UpdatePersonaRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.UpdatePersonaResponse>) responseObserver);
          break;
        case METHODID_DEACTIVATE_PERSONA:
          serviceImpl.deactivatePersona((sfs.v1.DeactivatePersonaRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.DeactivatePersonaResponse>) responseObserver);
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
          getCreatePersonaMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CreatePersonaRequest,
              sfs.v1.CreatePersonaResponse>(
                service, METHODID_CREATE_PERSONA)))
        .addMethod(
          getGetPersonaMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetPersonaRequest,
              sfs.v1.GetPersonaResponse>(
                service, METHODID_GET_PERSONA)))
        .addMethod(
          getListPersonasMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListPersonasRequest,
              sfs.v1.ListPersonasResponse>(
                service, METHODID_LIST_PERSONAS)))
        .addMethod(
          getListPersonaVersionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListPersonaVersionsRequest,
              sfs.v1.ListPersonaVersionsResponse>(
                service, METHODID_LIST_PERSONA_VERSIONS)))
        .addMethod(
          getUpdatePersonaMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.UpdatePersonaRequest,
              sfs.v1.UpdatePersonaResponse>(
                service, METHODID_UPDATE_PERSONA)))
        .addMethod(
          getDeactivatePersonaMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.DeactivatePersonaRequest,
              sfs.v1.DeactivatePersonaResponse>(
                service, METHODID_DEACTIVATE_PERSONA)))
        .build();
  }

  private static abstract class PersonaServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    PersonaServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return sfs.v1.PersonaProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("PersonaService");
    }
  }

  private static final class PersonaServiceFileDescriptorSupplier
      extends PersonaServiceBaseDescriptorSupplier {
    PersonaServiceFileDescriptorSupplier() {}
  }

  private static final class PersonaServiceMethodDescriptorSupplier
      extends PersonaServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    PersonaServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (PersonaServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new PersonaServiceFileDescriptorSupplier())
              .addMethod(getCreatePersonaMethod())
              .addMethod(getGetPersonaMethod())
              .addMethod(getListPersonasMethod())
              .addMethod(getListPersonaVersionsMethod())
              .addMethod(getUpdatePersonaMethod())
              .addMethod(getDeactivatePersonaMethod())
              .build();
        }
      }
    }
    return result;
  }
}
