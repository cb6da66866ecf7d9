package sfs.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * ProjectService keeps the organization, its projects and its members.
 * Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
 * are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ProjectServiceGrpc {

  private ProjectServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "sfs.v1.ProjectService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetOrganizationRequest,
      sfs.v1.GetOrganizationResponse> getGetOrganizationMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetOrganization",
      requestType = sfs.v1.GetOrganizationRequest.class,
      responseType = sfs.v1.GetOrganizationResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetOrganizationRequest,
      sfs.v1.GetOrganizationResponse> getGetOrganizationMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetOrganizationRequest, sfs.v1.GetOrganizationResponse> getGetOrganizationMethod;
    if ((getGetOrganizationMethod = ProjectServiceGrpc.getGetOrganizationMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getGetOrganizationMethod = ProjectServiceGrpc.getGetOrganizationMethod) == null) {
          ProjectServiceGrpc.getGetOrganizationMethod = getGetOrganizationMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetOrganizationRequest, sfs.v1.GetOrganizationResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetOrganization"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetOrganizationRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetOrganizationResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("GetOrganization"))
              .build();
        }
      }
    }
    return getGetOrganizationMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.UpdateOrganizationRequest,
      sfs.v1.UpdateOrganizationResponse> getUpdateOrganizationMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateOrganization",
      requestType = sfs.v1.UpdateOrganizationRequest.class,
      responseType = sfs.v1.UpdateOrganizationResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.UpdateOrganizationRequest,
      sfs.v1.UpdateOrganizationResponse> getUpdateOrganizationMethod() {
    io.grpc.MethodDescriptor<sfs.v1.UpdateOrganizationRequest, sfs.v1.UpdateOrganizationResponse> getUpdateOrganizationMethod;
    if ((getUpdateOrganizationMethod = ProjectServiceGrpc.getUpdateOrganizationMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getUpdateOrganizationMethod = ProjectServiceGrpc.getUpdateOrganizationMethod) == null) {
          ProjectServiceGrpc.getUpdateOrganizationMethod = getUpdateOrganizationMethod =
              io.grpc.MethodDescriptor.<sfs.v1.UpdateOrganizationRequest, sfs.v1.UpdateOrganizationResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateOrganization"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdateOrganizationRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdateOrganizationResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("UpdateOrganization"))
              .build();
        }
      }
    }
    return getUpdateOrganizationMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.CreateProjectRequest,
      sfs.v1.CreateProjectResponse> getCreateProjectMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateProject",
      requestType = sfs.v1.CreateProjectRequest.class,
      responseType = sfs.v1.CreateProjectResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CreateProjectRequest,
      sfs.v1.CreateProjectResponse> getCreateProjectMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CreateProjectRequest, sfs.v1.CreateProjectResponse> getCreateProjectMethod;
    if ((getCreateProjectMethod = ProjectServiceGrpc.getCreateProjectMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getCreateProjectMethod = ProjectServiceGrpc.getCreateProjectMethod) == null) {
          ProjectServiceGrpc.getCreateProjectMethod = getCreateProjectMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CreateProjectRequest, sfs.v1.CreateProjectResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateProject"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateProjectRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateProjectResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("CreateProject"))
              .build();
        }
      }
    }
    return getCreateProjectMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.GetProjectRequest,
      sfs.v1.GetProjectResponse> getGetProjectMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetProject",
      requestType = sfs.v1.GetProjectRequest.class,
      responseType = sfs.v1.GetProjectResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.GetProjectRequest,
      sfs.v1.GetProjectResponse> getGetProjectMethod() {
    io.grpc.MethodDescriptor<sfs.v1.GetProjectRequest, sfs.v1.GetProjectResponse> getGetProjectMethod;
    if ((getGetProjectMethod = ProjectServiceGrpc.getGetProjectMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getGetProjectMethod = ProjectServiceGrpc.getGetProjectMethod) == null) {
          ProjectServiceGrpc.getGetProjectMethod = getGetProjectMethod =
              io.grpc.MethodDescriptor.<sfs.v1.GetProjectRequest, sfs.v1.GetProjectResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetProject"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetProjectRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.GetProjectResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("GetProject"))
              .build();
        }
      }
    }
    return getGetProjectMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListProjectsRequest,
      sfs.v1.ListProjectsResponse> getListProjectsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProjects",
      requestType = sfs.v1.ListProjectsRequest.class,
      responseType = sfs.v1.ListProjectsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListProjectsRequest,
      sfs.v1.ListProjectsResponse> getListProjectsMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListProjectsRequest, sfs.v1.ListProjectsResponse> getListProjectsMethod;
    if ((getListProjectsMethod = ProjectServiceGrpc.getListProjectsMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getListProjectsMethod = ProjectServiceGrpc.getListProjectsMethod) == null) {
          ProjectServiceGrpc.getListProjectsMethod = getListProjectsMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListProjectsRequest, sfs.v1.ListProjectsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProjects"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListProjectsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListProjectsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("ListProjects"))
              .build();
        }
      }
    }
    return getListProjectsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.UpdateProjectRequest,
      sfs.v1.UpdateProjectResponse> getUpdateProjectMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateProject",
      requestType = sfs.v1.UpdateProjectRequest.class,
      responseType = sfs.v1.UpdateProjectResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.UpdateProjectRequest,
      sfs.v1.UpdateProjectResponse> getUpdateProjectMethod() {
    io.grpc.MethodDescriptor<sfs.v1.UpdateProjectRequest, sfs.v1.UpdateProjectResponse> getUpdateProjectMethod;
    if ((getUpdateProjectMethod = ProjectServiceGrpc.getUpdateProjectMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getUpdateProjectMethod = ProjectServiceGrpc.getUpdateProjectMethod) == null) {
          ProjectServiceGrpc.getUpdateProjectMethod = getUpdateProjectMethod =
              io.grpc.MethodDescriptor.<sfs.v1.UpdateProjectRequest, sfs.v1.UpdateProjectResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateProject"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdateProjectRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdateProjectResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("UpdateProject"))
              .build();
        }
      }
    }
    return getUpdateProjectMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ArchiveProjectRequest,
      sfs.v1.ArchiveProjectResponse> getArchiveProjectMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ArchiveProject",
      requestType = sfs.v1.ArchiveProjectRequest.class,
      responseType = sfs.v1.ArchiveProjectResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ArchiveProjectRequest,
      sfs.v1.ArchiveProjectResponse> getArchiveProjectMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ArchiveProjectRequest, sfs.v1.ArchiveProjectResponse> getArchiveProjectMethod;
    if ((getArchiveProjectMethod = ProjectServiceGrpc.getArchiveProjectMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getArchiveProjectMethod = ProjectServiceGrpc.getArchiveProjectMethod) == null) {
          ProjectServiceGrpc.getArchiveProjectMethod = getArchiveProjectMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ArchiveProjectRequest, sfs.v1.ArchiveProjectResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ArchiveProject"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ArchiveProjectRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ArchiveProjectResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("ArchiveProject"))
              .build();
        }
      }
    }
    return getArchiveProjectMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.CreateMemberRequest,
      sfs.v1.CreateMemberResponse> getCreateMemberMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateMember",
      requestType = sfs.v1.CreateMemberRequest.class,
      responseType = sfs.v1.CreateMemberResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CreateMemberRequest,
      sfs.v1.CreateMemberResponse> getCreateMemberMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CreateMemberRequest, sfs.v1.CreateMemberResponse> getCreateMemberMethod;
    if ((getCreateMemberMethod = ProjectServiceGrpc.getCreateMemberMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getCreateMemberMethod = ProjectServiceGrpc.getCreateMemberMethod) == null) {
          ProjectServiceGrpc.getCreateMemberMethod = getCreateMemberMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CreateMemberRequest, sfs.v1.CreateMemberResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateMember"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateMemberRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreateMemberResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("CreateMember"))
              .build();
        }
      }
    }
    return getCreateMemberMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListMembersRequest,
      sfs.v1.ListMembersResponse> getListMembersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListMembers",
      requestType = sfs.v1.ListMembersRequest.class,
      responseType = sfs.v1.ListMembersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListMembersRequest,
      sfs.v1.ListMembersResponse> getListMembersMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListMembersRequest, sfs.v1.ListMembersResponse> getListMembersMethod;
    if ((getListMembersMethod = ProjectServiceGrpc.getListMembersMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getListMembersMethod = ProjectServiceGrpc.getListMembersMethod) == null) {
          ProjectServiceGrpc.getListMembersMethod = getListMembersMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListMembersRequest, sfs.v1.ListMembersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListMembers"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListMembersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListMembersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("ListMembers"))
              .build();
        }
      }
    }
    return getListMembersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.UpdateMemberRequest,
      sfs.v1.UpdateMemberResponse> getUpdateMemberMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateMember",
      requestType = sfs.v1.UpdateMemberRequest.class,
      responseType = sfs.v1.UpdateMemberResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.UpdateMemberRequest,
      sfs.v1.UpdateMemberResponse> getUpdateMemberMethod() {
    io.grpc.MethodDescriptor<sfs.v1.UpdateMemberRequest, sfs.v1.UpdateMemberResponse> getUpdateMemberMethod;
    if ((getUpdateMemberMethod = ProjectServiceGrpc.getUpdateMemberMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getUpdateMemberMethod = ProjectServiceGrpc.getUpdateMemberMethod) == null) {
          ProjectServiceGrpc.getUpdateMemberMethod = getUpdateMemberMethod =
              io.grpc.MethodDescriptor.<sfs.v1.UpdateMemberRequest, sfs.v1.UpdateMemberResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateMember"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdateMemberRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.UpdateMemberResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("UpdateMember"))
              .build();
        }
      }
    }
    return getUpdateMemberMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.RemoveMemberRequest,
      sfs.v1.RemoveMemberResponse> getRemoveMemberMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RemoveMember",
      requestType = sfs.v1.RemoveMemberRequest.class,
      responseType = sfs.v1.RemoveMemberResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.RemoveMemberRequest,
      sfs.v1.RemoveMemberResponse> getRemoveMemberMethod() {
    io.grpc.MethodDescriptor<sfs.v1.RemoveMemberRequest, sfs.v1.RemoveMemberResponse> getRemoveMemberMethod;
    if ((getRemoveMemberMethod = ProjectServiceGrpc.getRemoveMemberMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getRemoveMemberMethod = ProjectServiceGrpc.getRemoveMemberMethod) == null) {
          ProjectServiceGrpc.getRemoveMemberMethod = getRemoveMemberMethod =
              io.grpc.MethodDescriptor.<sfs.v1.RemoveMemberRequest, sfs.v1.RemoveMemberResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RemoveMember"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RemoveMemberRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RemoveMemberResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("RemoveMember"))
              .build();
        }
      }
    }
    return getRemoveMemberMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.CreatePersonalKeyRequest,
      sfs.v1.CreatePersonalKeyResponse> getCreatePersonalKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreatePersonalKey",
      requestType = sfs.v1.CreatePersonalKeyRequest.class,
      responseType = sfs.v1.CreatePersonalKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.CreatePersonalKeyRequest,
      sfs.v1.CreatePersonalKeyResponse> getCreatePersonalKeyMethod() {
    io.grpc.MethodDescriptor<sfs.v1.CreatePersonalKeyRequest, sfs.v1.CreatePersonalKeyResponse> getCreatePersonalKeyMethod;
    if ((getCreatePersonalKeyMethod = ProjectServiceGrpc.getCreatePersonalKeyMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getCreatePersonalKeyMethod = ProjectServiceGrpc.getCreatePersonalKeyMethod) == null) {
          ProjectServiceGrpc.getCreatePersonalKeyMethod = getCreatePersonalKeyMethod =
              io.grpc.MethodDescriptor.<sfs.v1.CreatePersonalKeyRequest, sfs.v1.CreatePersonalKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreatePersonalKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreatePersonalKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.CreatePersonalKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("CreatePersonalKey"))
              .build();
        }
      }
    }
    return getCreatePersonalKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.ListPersonalKeysRequest,
      sfs.v1.ListPersonalKeysResponse> getListPersonalKeysMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListPersonalKeys",
      requestType = sfs.v1.ListPersonalKeysRequest.class,
      responseType = sfs.v1.ListPersonalKeysResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.ListPersonalKeysRequest,
      sfs.v1.ListPersonalKeysResponse> getListPersonalKeysMethod() {
    io.grpc.MethodDescriptor<sfs.v1.ListPersonalKeysRequest, sfs.v1.ListPersonalKeysResponse> getListPersonalKeysMethod;
    if ((getListPersonalKeysMethod = ProjectServiceGrpc.getListPersonalKeysMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getListPersonalKeysMethod = ProjectServiceGrpc.getListPersonalKeysMethod) == null) {
          ProjectServiceGrpc.getListPersonalKeysMethod = getListPersonalKeysMethod =
              io.grpc.MethodDescriptor.<sfs.v1.ListPersonalKeysRequest, sfs.v1.ListPersonalKeysResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListPersonalKeys"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListPersonalKeysRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.ListPersonalKeysResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("ListPersonalKeys"))
              .build();
        }
      }
    }
    return getListPersonalKeysMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.RotatePersonalKeyRequest,
      sfs.v1.RotatePersonalKeyResponse> getRotatePersonalKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RotatePersonalKey",
      requestType = sfs.v1.RotatePersonalKeyRequest.class,
      responseType = sfs.v1.RotatePersonalKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.RotatePersonalKeyRequest,
      sfs.v1.RotatePersonalKeyResponse> getRotatePersonalKeyMethod() {
    io.grpc.MethodDescriptor<sfs.v1.RotatePersonalKeyRequest, sfs.v1.RotatePersonalKeyResponse> getRotatePersonalKeyMethod;
    if ((getRotatePersonalKeyMethod = ProjectServiceGrpc.getRotatePersonalKeyMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getRotatePersonalKeyMethod = ProjectServiceGrpc.getRotatePersonalKeyMethod) == null) {
          ProjectServiceGrpc.getRotatePersonalKeyMethod = getRotatePersonalKeyMethod =
              io.grpc.MethodDescriptor.<sfs.v1.RotatePersonalKeyRequest, sfs.v1.RotatePersonalKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RotatePersonalKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RotatePersonalKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RotatePersonalKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("RotatePersonalKey"))
              .build();
        }
      }
    }
    return getRotatePersonalKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<sfs.v1.RevokePersonalKeyRequest,
      sfs.v1.RevokePersonalKeyResponse> getRevokePersonalKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RevokePersonalKey",
      requestType = sfs.v1.RevokePersonalKeyRequest.class,
      responseType = sfs.v1.RevokePersonalKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<sfs.v1.RevokePersonalKeyRequest,
      sfs.v1.RevokePersonalKeyResponse> getRevokePersonalKeyMethod() {
    io.grpc.MethodDescriptor<sfs.v1.RevokePersonalKeyRequest, sfs.v1.RevokePersonalKeyResponse> getRevokePersonalKeyMethod;
    if ((getRevokePersonalKeyMethod = ProjectServiceGrpc.getRevokePersonalKeyMethod) == null) {
      synchronized (ProjectServiceGrpc.class) {
        if ((getRevokePersonalKeyMethod = ProjectServiceGrpc.getRevokePersonalKeyMethod) == null) {
          ProjectServiceGrpc.getRevokePersonalKeyMethod = getRevokePersonalKeyMethod =
              io.grpc.MethodDescriptor.<sfs.v1.RevokePersonalKeyRequest, sfs.v1.RevokePersonalKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RevokePersonalKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RevokePersonalKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  sfs.v1.RevokePersonalKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectServiceMethodDescriptorSupplier("RevokePersonalKey"))
              .build();
        }
      }
    }
    return getRevokePersonalKeyMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ProjectServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProjectServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProjectServiceStub>() {
        @java.lang.Override
        public ProjectServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProjectServiceStub(channel, callOptions);
        }
      };
    return ProjectServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ProjectServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProjectServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProjectServiceBlockingV2Stub>() {
        @java.lang.Override
        public ProjectServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProjectServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ProjectServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ProjectServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProjectServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProjectServiceBlockingStub>() {
        @java.lang.Override
        public ProjectServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProjectServiceBlockingStub(channel, callOptions);
        }
      };
    return ProjectServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ProjectServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProjectServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProjectServiceFutureStub>() {
        @java.lang.Override
        public ProjectServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProjectServiceFutureStub(channel, callOptions);
        }
      };
    return ProjectServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * ProjectService keeps the organization, its projects and its members.
   * Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
   * are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * GetOrganization returns the caller's organization.
     * </pre>
     */
    default void getOrganization(sfs.v1.GetOrganizationRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetOrganizationResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetOrganizationMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateOrganization renames the caller's organization.
     * </pre>
     */
    default void updateOrganization(sfs.v1.UpdateOrganizationRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdateOrganizationResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateOrganizationMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateProject makes a project.
     * </pre>
     */
    default void createProject(sfs.v1.CreateProjectRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateProjectResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateProjectMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetProject returns one project, named by id, slug or git remote.
     * </pre>
     */
    default void getProject(sfs.v1.GetProjectRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetProjectResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetProjectMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListProjects lists the projects that the key can reach, newest first.
     * </pre>
     */
    default void listProjects(sfs.v1.ListProjectsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListProjectsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProjectsMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateProject changes the fields that the mask names. Only people may: the settings are the policy.
     * </pre>
     */
    default void updateProject(sfs.v1.UpdateProjectRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdateProjectResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateProjectMethod(), responseObserver);
    }

    /**
     * <pre>
     * ArchiveProject closes a project to new runs, tickets and personas; what is there stays readable. Its running runs may end.
     * </pre>
     */
    default void archiveProject(sfs.v1.ArchiveProjectRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ArchiveProjectResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getArchiveProjectMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateMember adds a person and returns a personal key for them, once.
     * </pre>
     */
    default void createMember(sfs.v1.CreateMemberRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateMemberResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateMemberMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListMembers lists the people of the organization, newest first; removed members are left out.
     * </pre>
     */
    default void listMembers(sfs.v1.ListMembersRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListMembersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListMembersMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateMember changes a member's name, e-mail address or role. Nobody grants a role above their own or changes a member above
     * their own; the last owner keeps the role.
     * </pre>
     */
    default void updateMember(sfs.v1.UpdateMemberRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdateMemberResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateMemberMethod(), responseObserver);
    }

    /**
     * <pre>
     * RemoveMember ends a membership. The member's personal keys stop at once; service keys go on, and the answer lists those that
     * the member minted or rotated, to be rotated.
     * </pre>
     */
    default void removeMember(sfs.v1.RemoveMemberRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RemoveMemberResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRemoveMemberMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreatePersonalKey mints one more key for the caller.
     * </pre>
     */
    default void createPersonalKey(sfs.v1.CreatePersonalKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreatePersonalKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreatePersonalKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListPersonalKeys lists the caller's keys; with members:write also another member's.
     * </pre>
     */
    default void listPersonalKeys(sfs.v1.ListPersonalKeysRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListPersonalKeysResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListPersonalKeysMethod(), responseObserver);
    }

    /**
     * <pre>
     * RotatePersonalKey gives one of the caller's keys a new secret.
     * </pre>
     */
    default void rotatePersonalKey(sfs.v1.RotatePersonalKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RotatePersonalKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRotatePersonalKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * RevokePersonalKey ends a key at once: the caller's own, or with members:write that of a member not above the caller.
     * </pre>
     */
    default void revokePersonalKey(sfs.v1.RevokePersonalKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RevokePersonalKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRevokePersonalKeyMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ProjectService.
   * <pre>
   * ProjectService keeps the organization, its projects and its members.
   * Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
   * are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach.
   * </pre>
   */
  public static abstract class ProjectServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ProjectServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ProjectService.
   * <pre>
   * ProjectService keeps the organization, its projects and its members.
   * Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
   * are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach.
   * </pre>
   */
  public static final class ProjectServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ProjectServiceStub> {
    private ProjectServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProjectServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProjectServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetOrganization returns the caller's organization.
     * </pre>
     */
    public void getOrganization(sfs.v1.GetOrganizationRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetOrganizationResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetOrganizationMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateOrganization renames the caller's organization.
     * </pre>
     */
    public void updateOrganization(sfs.v1.UpdateOrganizationRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdateOrganizationResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateOrganizationMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateProject makes a project.
     * </pre>
     */
    public void createProject(sfs.v1.CreateProjectRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateProjectResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateProjectMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetProject returns one project, named by id, slug or git remote.
     * </pre>
     */
    public void getProject(sfs.v1.GetProjectRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.GetProjectResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetProjectMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListProjects lists the projects that the key can reach, newest first.
     * </pre>
     */
    public void listProjects(sfs.v1.ListProjectsRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListProjectsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListProjectsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateProject changes the fields that the mask names. Only people may: the settings are the policy.
     * </pre>
     */
    public void updateProject(sfs.v1.UpdateProjectRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdateProjectResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateProjectMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ArchiveProject closes a project to new runs, tickets and personas; what is there stays readable. Its running runs may end.
     * </pre>
     */
    public void archiveProject(sfs.v1.ArchiveProjectRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ArchiveProjectResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getArchiveProjectMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateMember adds a person and returns a personal key for them, once.
     * </pre>
     */
    public void createMember(sfs.v1.CreateMemberRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreateMemberResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateMemberMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListMembers lists the people of the organization, newest first; removed members are left out.
     * </pre>
     */
    public void listMembers(sfs.v1.ListMembersRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListMembersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListMembersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateMember changes a member's name, e-mail address or role. Nobody grants a role above their own or changes a member above
     * their own; the last owner keeps the role.
     * </pre>
     */
    public void updateMember(sfs.v1.UpdateMemberRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.UpdateMemberResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateMemberMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * RemoveMember ends a membership. The member's personal keys stop at once; service keys go on, and the answer lists those that
     * the member minted or rotated, to be rotated.
     * </pre>
     */
    public void removeMember(sfs.v1.RemoveMemberRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RemoveMemberResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRemoveMemberMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreatePersonalKey mints one more key for the caller.
     * </pre>
     */
    public void createPersonalKey(sfs.v1.CreatePersonalKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.CreatePersonalKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreatePersonalKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListPersonalKeys lists the caller's keys; with members:write also another member's.
     * </pre>
     */
    public void listPersonalKeys(sfs.v1.ListPersonalKeysRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.ListPersonalKeysResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListPersonalKeysMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * RotatePersonalKey gives one of the caller's keys a new secret.
     * </pre>
     */
    public void rotatePersonalKey(sfs.v1.RotatePersonalKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RotatePersonalKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRotatePersonalKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * RevokePersonalKey ends a key at once: the caller's own, or with members:write that of a member not above the caller.
     * </pre>
     */
    public void revokePersonalKey(sfs.v1.RevokePersonalKeyRequest request,
        io.grpc.stub.StreamObserver<sfs.v1.RevokePersonalKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRevokePersonalKeyMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ProjectService.
   * <pre>
   * ProjectService keeps the organization, its projects and its members.
   * Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
   * are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach.
   * </pre>
   */
  public static final class ProjectServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ProjectServiceBlockingV2Stub> {
    private ProjectServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProjectServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProjectServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * GetOrganization returns the caller's organization.
     * </pre>
     */
    public sfs.v1.GetOrganizationResponse getOrganization(sfs.v1.GetOrganizationRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetOrganizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateOrganization renames the caller's organization.
     * </pre>
     */
    public sfs.v1.UpdateOrganizationResponse updateOrganization(sfs.v1.UpdateOrganizationRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateOrganizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateProject makes a project.
     * </pre>
     */
    public sfs.v1.CreateProjectResponse createProject(sfs.v1.CreateProjectRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetProject returns one project, named by id, slug or git remote.
     * </pre>
     */
    public sfs.v1.GetProjectResponse getProject(sfs.v1.GetProjectRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjects lists the projects that the key can reach, newest first.
     * </pre>
     */
    public sfs.v1.ListProjectsResponse listProjects(sfs.v1.ListProjectsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListProjectsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateProject changes the fields that the mask names. Only people may: the settings are the policy.
     * </pre>
     */
    public sfs.v1.UpdateProjectResponse updateProject(sfs.v1.UpdateProjectRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ArchiveProject closes a project to new runs, tickets and personas; what is there stays readable. Its running runs may end.
     * </pre>
     */
    public sfs.v1.ArchiveProjectResponse archiveProject(sfs.v1.ArchiveProjectRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getArchiveProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateMember adds a person and returns a personal key for them, once.
     * </pre>
     */
    public sfs.v1.CreateMemberResponse createMember(sfs.v1.CreateMemberRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListMembers lists the people of the organization, newest first; removed members are left out.
     * </pre>
     */
    public sfs.v1.ListMembersResponse listMembers(sfs.v1.ListMembersRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListMembersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateMember changes a member's name, e-mail address or role. Nobody grants a role above their own or changes a member above
     * their own; the last owner keeps the role.
     * </pre>
     */
    public sfs.v1.UpdateMemberResponse updateMember(sfs.v1.UpdateMemberRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RemoveMember ends a membership. The member's personal keys stop at once; service keys go on, and the answer lists those that
     * the member minted or rotated, to be rotated.
     * </pre>
     */
    public sfs.v1.RemoveMemberResponse removeMember(sfs.v1.RemoveMemberRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRemoveMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreatePersonalKey mints one more key for the caller.
     * </pre>
     */
    public sfs.v1.CreatePersonalKeyResponse createPersonalKey(sfs.v1.CreatePersonalKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreatePersonalKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPersonalKeys lists the caller's keys; with members:write also another member's.
     * </pre>
     */
    public sfs.v1.ListPersonalKeysResponse listPersonalKeys(sfs.v1.ListPersonalKeysRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListPersonalKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RotatePersonalKey gives one of the caller's keys a new secret.
     * </pre>
     */
    public sfs.v1.RotatePersonalKeyResponse rotatePersonalKey(sfs.v1.RotatePersonalKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRotatePersonalKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RevokePersonalKey ends a key at once: the caller's own, or with members:write that of a member not above the caller.
     * </pre>
     */
    public sfs.v1.RevokePersonalKeyResponse revokePersonalKey(sfs.v1.RevokePersonalKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRevokePersonalKeyMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ProjectService.
   * <pre>
   * ProjectService keeps the organization, its projects and its members.
   * Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
   * are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach.
   * </pre>
   */
  public static final class ProjectServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ProjectServiceBlockingStub> {
    private ProjectServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProjectServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProjectServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetOrganization returns the caller's organization.
     * </pre>
     */
    public sfs.v1.GetOrganizationResponse getOrganization(sfs.v1.GetOrganizationRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetOrganizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateOrganization renames the caller's organization.
     * </pre>
     */
    public sfs.v1.UpdateOrganizationResponse updateOrganization(sfs.v1.UpdateOrganizationRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateOrganizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateProject makes a project.
     * </pre>
     */
    public sfs.v1.CreateProjectResponse createProject(sfs.v1.CreateProjectRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetProject returns one project, named by id, slug or git remote.
     * </pre>
     */
    public sfs.v1.GetProjectResponse getProject(sfs.v1.GetProjectRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjects lists the projects that the key can reach, newest first.
     * </pre>
     */
    public sfs.v1.ListProjectsResponse listProjects(sfs.v1.ListProjectsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListProjectsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateProject changes the fields that the mask names. Only people may: the settings are the policy.
     * </pre>
     */
    public sfs.v1.UpdateProjectResponse updateProject(sfs.v1.UpdateProjectRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ArchiveProject closes a project to new runs, tickets and personas; what is there stays readable. Its running runs may end.
     * </pre>
     */
    public sfs.v1.ArchiveProjectResponse archiveProject(sfs.v1.ArchiveProjectRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getArchiveProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateMember adds a person and returns a personal key for them, once.
     * </pre>
     */
    public sfs.v1.CreateMemberResponse createMember(sfs.v1.CreateMemberRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListMembers lists the people of the organization, newest first; removed members are left out.
     * </pre>
     */
    public sfs.v1.ListMembersResponse listMembers(sfs.v1.ListMembersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListMembersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateMember changes a member's name, e-mail address or role. Nobody grants a role above their own or changes a member above
     * their own; the last owner keeps the role.
     * </pre>
     */
    public sfs.v1.UpdateMemberResponse updateMember(sfs.v1.UpdateMemberRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RemoveMember ends a membership. The member's personal keys stop at once; service keys go on, and the answer lists those that
     * the member minted or rotated, to be rotated.
     * </pre>
     */
    public sfs.v1.RemoveMemberResponse removeMember(sfs.v1.RemoveMemberRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRemoveMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreatePersonalKey mints one more key for the caller.
     * </pre>
     */
    public sfs.v1.CreatePersonalKeyResponse createPersonalKey(sfs.v1.CreatePersonalKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreatePersonalKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPersonalKeys lists the caller's keys; with members:write also another member's.
     * </pre>
     */
    public sfs.v1.ListPersonalKeysResponse listPersonalKeys(sfs.v1.ListPersonalKeysRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListPersonalKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RotatePersonalKey gives one of the caller's keys a new secret.
     * </pre>
     */
    public sfs.v1.RotatePersonalKeyResponse rotatePersonalKey(sfs.v1.RotatePersonalKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRotatePersonalKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * RevokePersonalKey ends a key at once: the caller's own, or with members:write that of a member not above the caller.
     * </pre>
     */
    public sfs.v1.RevokePersonalKeyResponse revokePersonalKey(sfs.v1.RevokePersonalKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRevokePersonalKeyMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ProjectService.
   * <pre>
   * ProjectService keeps the organization, its projects and its members.
   * Wherever a request has `project`: `proj_…` is an id; with "/" or ":" a git remote (reduced to host/path; credentials in it
   * are dropped); else a slug; empty, or a remote that no project lists, means the only project that the key can reach.
   * </pre>
   */
  public static final class ProjectServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ProjectServiceFutureStub> {
    private ProjectServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProjectServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProjectServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetOrganization returns the caller's organization.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetOrganizationResponse> getOrganization(
        sfs.v1.GetOrganizationRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetOrganizationMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateOrganization renames the caller's organization.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.UpdateOrganizationResponse> updateOrganization(
        sfs.v1.UpdateOrganizationRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateOrganizationMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreateProject makes a project.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CreateProjectResponse> createProject(
        sfs.v1.CreateProjectRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateProjectMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetProject returns one project, named by id, slug or git remote.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.GetProjectResponse> getProject(
        sfs.v1.GetProjectRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetProjectMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListProjects lists the projects that the key can reach, newest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListProjectsResponse> listProjects(
        sfs.v1.ListProjectsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListProjectsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateProject changes the fields that the mask names. Only people may: the settings are the policy.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.UpdateProjectResponse> updateProject(
        sfs.v1.UpdateProjectRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateProjectMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ArchiveProject closes a project to new runs, tickets and personas; what is there stays readable. Its running runs may end.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ArchiveProjectResponse> archiveProject(
        sfs.v1.ArchiveProjectRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getArchiveProjectMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreateMember adds a person and returns a personal key for them, once.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CreateMemberResponse> createMember(
        sfs.v1.CreateMemberRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateMemberMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListMembers lists the people of the organization, newest first; removed members are left out.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListMembersResponse> listMembers(
        sfs.v1.ListMembersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListMembersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateMember changes a member's name, e-mail address or role. Nobody grants a role above their own or changes a member above
     * their own; the last owner keeps the role.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.UpdateMemberResponse> updateMember(
        sfs.v1.UpdateMemberRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateMemberMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * RemoveMember ends a membership. The member's personal keys stop at once; service keys go on, and the answer lists those that
     * the member minted or rotated, to be rotated.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.RemoveMemberResponse> removeMember(
        sfs.v1.RemoveMemberRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRemoveMemberMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreatePersonalKey mints one more key for the caller.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.CreatePersonalKeyResponse> createPersonalKey(
        sfs.v1.CreatePersonalKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreatePersonalKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListPersonalKeys lists the caller's keys; with members:write also another member's.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.ListPersonalKeysResponse> listPersonalKeys(
        sfs.v1.ListPersonalKeysRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListPersonalKeysMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * RotatePersonalKey gives one of the caller's keys a new secret.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.RotatePersonalKeyResponse> rotatePersonalKey(
        sfs.v1.RotatePersonalKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRotatePersonalKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * RevokePersonalKey ends a key at once: the caller's own, or with members:write that of a member not above the caller.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<sfs.v1.RevokePersonalKeyResponse> revokePersonalKey(
        sfs.v1.RevokePersonalKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRevokePersonalKeyMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_ORGANIZATION = 0;
  private static final int METHODID_UPDATE_ORGANIZATION = 1;
  private static final int METHODID_CREATE_PROJECT = 2;
  private static final int METHODID_GET_PROJECT = 3;
  private static final int METHODID_LIST_PROJECTS = 4;
  private static final int METHODID_UPDATE_PROJECT = 5;
  private static final int METHODID_ARCHIVE_PROJECT = 6;
  private static final int METHODID_CREATE_MEMBER = 7;
  private static final int METHODID_LIST_MEMBERS = 8;
  private static final int METHODID_UPDATE_MEMBER = 9;
  private static final int METHODID_REMOVE_MEMBER = 10;
  private static final int METHODID_CREATE_PERSONAL_KEY = 11;
  private static final int METHODID_LIST_PERSONAL_KEYS = 12;
  private static final int METHODID_ROTATE_PERSONAL_KEY = 13;
  private static final int METHODID_REVOKE_PERSONAL_KEY = 14;

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
        case METHODID_GET_ORGANIZATION:
          serviceImpl.getOrganization((sfs.v1.GetOrganizationRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetOrganizationResponse>) responseObserver);
          break;
        case METHODID_UPDATE_ORGANIZATION:
          serviceImpl.updateOrganization((sfs.v1.UpdateOrganizationRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.UpdateOrganizationResponse>) responseObserver);
          break;
        case METHODID_CREATE_PROJECT:
          serviceImpl.createProject((sfs.v1.CreateProjectRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CreateProjectResponse>) responseObserver);
          break;
        case METHODID_GET_PROJECT:
          serviceImpl.getProject((sfs.v1.GetProjectRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.GetProjectResponse>) responseObserver);
          break;
        case METHODID_LIST_PROJECTS:
          serviceImpl.listProjects((sfs.v1.ListProjectsRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListProjectsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_PROJECT:
          serviceImpl.updateProject((sfs.v1.UpdateProjectRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.UpdateProjectResponse>) responseObserver);
          break;
        case METHODID_ARCHIVE_PROJECT:
          serviceImpl.archiveProject((sfs.v1.ArchiveProjectRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ArchiveProjectResponse>) responseObserver);
          break;
        case METHODID_CREATE_MEMBER:
          serviceImpl.createMember((sfs.v1.CreateMemberRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CreateMemberResponse>) responseObserver);
          break;
        case METHODID_LIST_MEMBERS:
          serviceImpl.listMembers((sfs.v1.ListMembersRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListMembersResponse>) responseObserver);
          break;
        case METHODID_UPDATE_MEMBER:
          serviceImpl.updateMember((sfs.v1.UpdateMemberRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.UpdateMemberResponse>) responseObserver);
          break;
        case METHODID_REMOVE_MEMBER:
          serviceImpl.removeMember((sfs.v1.RemoveMemberRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.RemoveMemberResponse>) responseObserver);
          break;
        case METHODID_CREATE_PERSONAL_KEY:
          serviceImpl.createPersonalKey((sfs.v1.CreatePersonalKeyRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.CreatePersonalKeyResponse>) responseObserver);
          break;
        case METHODID_LIST_PERSONAL_KEYS:
          serviceImpl.listPersonalKeys((sfs.v1.ListPersonalKeysRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.ListPersonalKeysResponse>) responseObserver);
          break;
        case METHODID_ROTATE_PERSONAL_KEY:
          serviceImpl.rotatePersonalKey((sfs.v1.RotatePersonalKeyRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.RotatePersonalKeyResponse>) responseObserver);
          break;
        case METHODID_REVOKE_PERSONAL_KEY:
          serviceImpl.revokePersonalKey((sfs.v1.RevokePersonalKeyRequest) request,
              (io.grpc.stub.StreamObserver<sfs.v1.RevokePersonalKeyResponse>) responseObserver);
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
          getGetOrganizationMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetOrganizationRequest,
              sfs.v1.GetOrganizationResponse>(
                service, METHODID_GET_ORGANIZATION)))
        .addMethod(
          getUpdateOrganizationMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.UpdateOrganizationRequest,
              sfs.v1.UpdateOrganizationResponse>(
                service, METHODID_UPDATE_ORGANIZATION)))
        .addMethod(
          getCreateProjectMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CreateProjectRequest,
              sfs.v1.CreateProjectResponse>(
                service, METHODID_CREATE_PROJECT)))
        .addMethod(
          getGetProjectMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.GetProjectRequest,
              sfs.v1.GetProjectResponse>(
                service, METHODID_GET_PROJECT)))
        .addMethod(
          getListProjectsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListProjectsRequest,
              sfs.v1.ListProjectsResponse>(
                service, METHODID_LIST_PROJECTS)))
        .addMethod(
          getUpdateProjectMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.UpdateProjectRequest,
              sfs.v1.UpdateProjectResponse>(
                service, METHODID_UPDATE_PROJECT)))
        .addMethod(
          getArchiveProjectMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ArchiveProjectRequest,
              sfs.v1.ArchiveProjectResponse>(
                service, METHODID_ARCHIVE_PROJECT)))
        .addMethod(
          getCreateMemberMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CreateMemberRequest,
              sfs.v1.CreateMemberResponse>(
                service, METHODID_CREATE_MEMBER)))
        .addMethod(
          getListMembersMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListMembersRequest,
              sfs.v1.ListMembersResponse>(
                service, METHODID_LIST_MEMBERS)))
        .addMethod(
          getUpdateMemberMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.UpdateMemberRequest,
              sfs.v1.UpdateMemberResponse>(
                service, METHODID_UPDATE_MEMBER)))
        .addMethod(
          getRemoveMemberMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.RemoveMemberRequest,
              sfs.v1.RemoveMemberResponse>(
                service, METHODID_REMOVE_MEMBER)))
        .addMethod(
          getCreatePersonalKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.CreatePersonalKeyRequest,
              sfs.v1.CreatePersonalKeyResponse>(
                service, METHODID_CREATE_PERSONAL_KEY)))
        .addMethod(
          getListPersonalKeysMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.ListPersonalKeysRequest,
              sfs.v1.ListPersonalKeysResponse>(
                service, METHODID_LIST_PERSONAL_KEYS)))
        .addMethod(
          getRotatePersonalKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.RotatePersonalKeyRequest,
              sfs.v1.RotatePersonalKeyResponse>(
                service, METHODID_ROTATE_PERSONAL_KEY)))
        .addMethod(
          getRevokePersonalKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              sfs.v1.RevokePersonalKeyRequest,
              sfs.v1.RevokePersonalKeyResponse>(
                service, METHODID_REVOKE_PERSONAL_KEY)))
        .build();
  }

  private static abstract class ProjectServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ProjectServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return sfs.v1.ProjectProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ProjectService");
    }
  }

  private static final class ProjectServiceFileDescriptorSupplier
      extends ProjectServiceBaseDescriptorSupplier {
    ProjectServiceFileDescriptorSupplier() {}
  }

  private static final class ProjectServiceMethodDescriptorSupplier
      extends ProjectServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ProjectServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ProjectServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ProjectServiceFileDescriptorSupplier())
              .addMethod(getGetOrganizationMethod())
              .addMethod(getUpdateOrganizationMethod())
              .addMethod(getCreateProjectMethod())
              .addMethod(getGetProjectMethod())
              .addMethod(getListProjectsMethod())
              .addMethod(getUpdateProjectMethod())
              .addMethod(getArchiveProjectMethod())
              .addMethod(getCreateMemberMethod())
              .addMethod(getListMembersMethod())
              .addMethod(getUpdateMemberMethod())
              .addMethod(getRemoveMemberMethod())
              .addMethod(getCreatePersonalKeyMethod())
              .addMethod(getListPersonalKeysMethod())
              .addMethod(getRotatePersonalKeyMethod())
              .addMethod(getRevokePersonalKeyMethod())
              .build();
        }
      }
    }
    return result;
  }
}
