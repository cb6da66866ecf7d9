// Generated from sfs/v1/project.proto by proto/clients/java_facade.ts. DO NOT EDIT!
package sfs.client;

import java.util.concurrent.CompletableFuture;
import sfs.v1.ArchiveProjectRequest;
import sfs.v1.ArchiveProjectResponse;
import sfs.v1.CreateMemberRequest;
import sfs.v1.CreateMemberResponse;
import sfs.v1.CreatePersonalKeyRequest;
import sfs.v1.CreatePersonalKeyResponse;
import sfs.v1.CreateProjectRequest;
import sfs.v1.CreateProjectResponse;
import sfs.v1.GetOrganizationRequest;
import sfs.v1.GetOrganizationResponse;
import sfs.v1.GetProjectRequest;
import sfs.v1.GetProjectResponse;
import sfs.v1.ListMembersRequest;
import sfs.v1.ListMembersResponse;
import sfs.v1.ListPersonalKeysRequest;
import sfs.v1.ListPersonalKeysResponse;
import sfs.v1.ListProjectsRequest;
import sfs.v1.ListProjectsResponse;
import sfs.v1.Member;
import sfs.v1.PersonalKey;
import sfs.v1.Project;
import sfs.v1.ProjectServiceGrpc;
import sfs.v1.RemoveMemberRequest;
import sfs.v1.RemoveMemberResponse;
import sfs.v1.RevokePersonalKeyRequest;
import sfs.v1.RevokePersonalKeyResponse;
import sfs.v1.RotatePersonalKeyRequest;
import sfs.v1.RotatePersonalKeyResponse;
import sfs.v1.UpdateMemberRequest;
import sfs.v1.UpdateMemberResponse;
import sfs.v1.UpdateOrganizationRequest;
import sfs.v1.UpdateOrganizationResponse;
import sfs.v1.UpdateProjectRequest;
import sfs.v1.UpdateProjectResponse;

/**
 * Keeps the organization, its projects and its members.
 *
 * <p>Wherever a request has {@code project}: {@code proj_…} is an id; with "/" or ":" a git remote
 * (reduced to host/path; credentials in it are dropped); else a slug; empty, or a remote that no
 * project lists, means the only project that the key can reach.
 *
 * <p>A call that fails throws {@link SfsException}; a future fails with it.
 */
public final class ProjectsClient {
  private final Calls calls;

  ProjectsClient(Calls calls) {
    this.calls = calls;
  }

  /** Returns the caller's organization. */
  public GetOrganizationResponse getOrganization(GetOrganizationRequest request) {
    return calls.unary(ProjectServiceGrpc.getGetOrganizationMethod(), request);
  }

  /** {@link #getOrganization} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetOrganizationResponse> getOrganizationAsync(
      GetOrganizationRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getGetOrganizationMethod(), request);
  }

  /** Renames the caller's organization. */
  public UpdateOrganizationResponse updateOrganization(UpdateOrganizationRequest request) {
    return calls.unary(ProjectServiceGrpc.getUpdateOrganizationMethod(), request);
  }

  /** {@link #updateOrganization} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<UpdateOrganizationResponse> updateOrganizationAsync(
      UpdateOrganizationRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getUpdateOrganizationMethod(), request);
  }

  /** Makes a project. */
  public CreateProjectResponse createProject(CreateProjectRequest request) {
    return calls.unary(ProjectServiceGrpc.getCreateProjectMethod(), request);
  }

  /** {@link #createProject} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CreateProjectResponse> createProjectAsync(CreateProjectRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getCreateProjectMethod(), request);
  }

  /** Returns one project, named by id, slug or git remote. */
  public GetProjectResponse getProject(GetProjectRequest request) {
    return calls.unary(ProjectServiceGrpc.getGetProjectMethod(), request);
  }

  /** {@link #getProject} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetProjectResponse> getProjectAsync(GetProjectRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getGetProjectMethod(), request);
  }

  /** Lists the projects that the key can reach, newest first. */
  public ListProjectsResponse listProjects(ListProjectsRequest request) {
    return calls.unary(ProjectServiceGrpc.getListProjectsMethod(), request);
  }

  /** {@link #listProjects} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListProjectsResponse> listProjectsAsync(ListProjectsRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getListProjectsMethod(), request);
  }

  /** All items of {@link #listProjects}; a page is asked for when it is needed. */
  public SfsIterable<Project> allProjects(ListProjectsRequest request) {
    return Pages.all(
        token ->
            listProjects(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListProjectsResponse::getProjectsList,
        ListProjectsResponse::getNextPageToken);
  }

  /** Changes the fields that the mask names. Only people may: the settings are the policy. */
  public UpdateProjectResponse updateProject(UpdateProjectRequest request) {
    return calls.unary(ProjectServiceGrpc.getUpdateProjectMethod(), request);
  }

  /** {@link #updateProject} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<UpdateProjectResponse> updateProjectAsync(UpdateProjectRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getUpdateProjectMethod(), request);
  }

  /**
   * Closes a project to new runs, tickets and personas; what is there stays readable. Its running
   * runs may end.
   */
  public ArchiveProjectResponse archiveProject(ArchiveProjectRequest request) {
    return calls.unary(ProjectServiceGrpc.getArchiveProjectMethod(), request);
  }

  /** {@link #archiveProject} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ArchiveProjectResponse> archiveProjectAsync(
      ArchiveProjectRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getArchiveProjectMethod(), request);
  }

  /** Adds a person and returns a personal key for them, once. */
  public CreateMemberResponse createMember(CreateMemberRequest request) {
    return calls.unary(ProjectServiceGrpc.getCreateMemberMethod(), request);
  }

  /** {@link #createMember} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CreateMemberResponse> createMemberAsync(CreateMemberRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getCreateMemberMethod(), request);
  }

  /** Lists the people of the organization, newest first; removed members are left out. */
  public ListMembersResponse listMembers(ListMembersRequest request) {
    return calls.unary(ProjectServiceGrpc.getListMembersMethod(), request);
  }

  /** {@link #listMembers} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListMembersResponse> listMembersAsync(ListMembersRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getListMembersMethod(), request);
  }

  /** All items of {@link #listMembers}; a page is asked for when it is needed. */
  public SfsIterable<Member> allMembers(ListMembersRequest request) {
    return Pages.all(
        token ->
            listMembers(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListMembersResponse::getMembersList,
        ListMembersResponse::getNextPageToken);
  }

  /**
   * Changes a member's name, e-mail address or role. Nobody grants a role above their own or
   * changes a member above their own; the last owner keeps the role.
   */
  public UpdateMemberResponse updateMember(UpdateMemberRequest request) {
    return calls.unary(ProjectServiceGrpc.getUpdateMemberMethod(), request);
  }

  /** {@link #updateMember} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<UpdateMemberResponse> updateMemberAsync(UpdateMemberRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getUpdateMemberMethod(), request);
  }

  /**
   * Ends a membership. The member's personal keys stop at once; service keys go on, and the answer
   * lists those that the member minted or rotated, to be rotated.
   */
  public RemoveMemberResponse removeMember(RemoveMemberRequest request) {
    return calls.unary(ProjectServiceGrpc.getRemoveMemberMethod(), request);
  }

  /** {@link #removeMember} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<RemoveMemberResponse> removeMemberAsync(RemoveMemberRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getRemoveMemberMethod(), request);
  }

  /** Mints one more key for the caller. */
  public CreatePersonalKeyResponse createPersonalKey(CreatePersonalKeyRequest request) {
    return calls.unary(ProjectServiceGrpc.getCreatePersonalKeyMethod(), request);
  }

  /** {@link #createPersonalKey} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CreatePersonalKeyResponse> createPersonalKeyAsync(
      CreatePersonalKeyRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getCreatePersonalKeyMethod(), request);
  }

  /** Lists the caller's keys; with members:write also another member's. */
  public ListPersonalKeysResponse listPersonalKeys(ListPersonalKeysRequest request) {
    return calls.unary(ProjectServiceGrpc.getListPersonalKeysMethod(), request);
  }

  /** {@link #listPersonalKeys} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListPersonalKeysResponse> listPersonalKeysAsync(
      ListPersonalKeysRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getListPersonalKeysMethod(), request);
  }

  /** All items of {@link #listPersonalKeys}; a page is asked for when it is needed. */
  public SfsIterable<PersonalKey> allPersonalKeys(ListPersonalKeysRequest request) {
    return Pages.all(
        token ->
            listPersonalKeys(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListPersonalKeysResponse::getKeysList,
        ListPersonalKeysResponse::getNextPageToken);
  }

  /** Gives one of the caller's keys a new secret. */
  public RotatePersonalKeyResponse rotatePersonalKey(RotatePersonalKeyRequest request) {
    return calls.unary(ProjectServiceGrpc.getRotatePersonalKeyMethod(), request);
  }

  /** {@link #rotatePersonalKey} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<RotatePersonalKeyResponse> rotatePersonalKeyAsync(
      RotatePersonalKeyRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getRotatePersonalKeyMethod(), request);
  }

  /**
   * Ends a key at once: the caller's own, or with members:write that of a member not above the
   * caller.
   */
  public RevokePersonalKeyResponse revokePersonalKey(RevokePersonalKeyRequest request) {
    return calls.unary(ProjectServiceGrpc.getRevokePersonalKeyMethod(), request);
  }

  /** {@link #revokePersonalKey} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<RevokePersonalKeyResponse> revokePersonalKeyAsync(
      RevokePersonalKeyRequest request) {
    return calls.unaryAsync(ProjectServiceGrpc.getRevokePersonalKeyMethod(), request);
  }
}
