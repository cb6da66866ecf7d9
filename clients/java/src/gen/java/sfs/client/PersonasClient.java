// Generated from sfs/v1/persona.proto by proto/clients/java_facade.ts. DO NOT EDIT!
package sfs.client;

import java.util.concurrent.CompletableFuture;
import sfs.v1.CreatePersonaRequest;
import sfs.v1.CreatePersonaResponse;
import sfs.v1.DeactivatePersonaRequest;
import sfs.v1.DeactivatePersonaResponse;
import sfs.v1.GetPersonaRequest;
import sfs.v1.GetPersonaResponse;
import sfs.v1.ListPersonaVersionsRequest;
import sfs.v1.ListPersonaVersionsResponse;
import sfs.v1.ListPersonasRequest;
import sfs.v1.ListPersonasResponse;
import sfs.v1.Persona;
import sfs.v1.PersonaServiceGrpc;
import sfs.v1.UpdatePersonaRequest;
import sfs.v1.UpdatePersonaResponse;

/**
 * Keeps who the agents are. Every edit makes an immutable version; a run pins the version and its
 * digest.
 *
 * <p>A call that fails throws {@link SfsException}; a future fails with it.
 */
public final class PersonasClient {
  private final Calls calls;

  PersonasClient(Calls calls) {
    this.calls = calls;
  }

  /** Makes version 1 of a persona. */
  public CreatePersonaResponse createPersona(CreatePersonaRequest request) {
    return calls.unary(PersonaServiceGrpc.getCreatePersonaMethod(), request);
  }

  /** {@link #createPersona} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CreatePersonaResponse> createPersonaAsync(CreatePersonaRequest request) {
    return calls.unaryAsync(PersonaServiceGrpc.getCreatePersonaMethod(), request);
  }

  /** Returns the newest version of a persona, or the version asked for. */
  public GetPersonaResponse getPersona(GetPersonaRequest request) {
    return calls.unary(PersonaServiceGrpc.getGetPersonaMethod(), request);
  }

  /** {@link #getPersona} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetPersonaResponse> getPersonaAsync(GetPersonaRequest request) {
    return calls.unaryAsync(PersonaServiceGrpc.getGetPersonaMethod(), request);
  }

  /** Lists a project's personas, newest first, without their content. */
  public ListPersonasResponse listPersonas(ListPersonasRequest request) {
    return calls.unary(PersonaServiceGrpc.getListPersonasMethod(), request);
  }

  /** {@link #listPersonas} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListPersonasResponse> listPersonasAsync(ListPersonasRequest request) {
    return calls.unaryAsync(PersonaServiceGrpc.getListPersonasMethod(), request);
  }

  /** All items of {@link #listPersonas}; a page is asked for when it is needed. */
  public SfsIterable<Persona> allPersonas(ListPersonasRequest request) {
    return Pages.all(
        token ->
            listPersonas(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListPersonasResponse::getPersonasList,
        ListPersonasResponse::getNextPageToken);
  }

  /** Lists the versions of one persona, newest first, without their content. */
  public ListPersonaVersionsResponse listPersonaVersions(ListPersonaVersionsRequest request) {
    return calls.unary(PersonaServiceGrpc.getListPersonaVersionsMethod(), request);
  }

  /** {@link #listPersonaVersions} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListPersonaVersionsResponse> listPersonaVersionsAsync(
      ListPersonaVersionsRequest request) {
    return calls.unaryAsync(PersonaServiceGrpc.getListPersonaVersionsMethod(), request);
  }

  /** All items of {@link #listPersonaVersions}; a page is asked for when it is needed. */
  public SfsIterable<Persona> allPersonaVersions(ListPersonaVersionsRequest request) {
    return Pages.all(
        token ->
            listPersonaVersions(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListPersonaVersionsResponse::getVersionsList,
        ListPersonaVersionsResponse::getNextPageToken);
  }

  /**
   * Makes a new version from the fields that the mask names, if {@code expected_version} is still
   * the newest. Where nothing changes, no version is made.
   */
  public UpdatePersonaResponse updatePersona(UpdatePersonaRequest request) {
    return calls.unary(PersonaServiceGrpc.getUpdatePersonaMethod(), request);
  }

  /** {@link #updatePersona} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<UpdatePersonaResponse> updatePersonaAsync(UpdatePersonaRequest request) {
    return calls.unaryAsync(PersonaServiceGrpc.getUpdatePersonaMethod(), request);
  }

  /** Takes a persona out of use. Refused while open tickets or runs use it, unless forced. */
  public DeactivatePersonaResponse deactivatePersona(DeactivatePersonaRequest request) {
    return calls.unary(PersonaServiceGrpc.getDeactivatePersonaMethod(), request);
  }

  /** {@link #deactivatePersona} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<DeactivatePersonaResponse> deactivatePersonaAsync(
      DeactivatePersonaRequest request) {
    return calls.unaryAsync(PersonaServiceGrpc.getDeactivatePersonaMethod(), request);
  }
}
