// Generated from sfs/v1/service_key.proto by proto/clients/java_facade.ts. DO NOT EDIT!
package sfs.client;

import java.util.concurrent.CompletableFuture;
import sfs.v1.CreateServiceKeyRequest;
import sfs.v1.CreateServiceKeyResponse;
import sfs.v1.GetServiceKeyRequest;
import sfs.v1.GetServiceKeyResponse;
import sfs.v1.ListServiceKeysRequest;
import sfs.v1.ListServiceKeysResponse;
import sfs.v1.RevokeServiceKeyRequest;
import sfs.v1.RevokeServiceKeyResponse;
import sfs.v1.RotateServiceKeyRequest;
import sfs.v1.RotateServiceKeyResponse;
import sfs.v1.ServiceKey;
import sfs.v1.ServiceKeyServiceGrpc;
import sfs.v1.WhoAmIRequest;
import sfs.v1.WhoAmIResponse;

/**
 * Keeps the credentials of machines.
 *
 * <p>A service key belongs to the organization, holds named scopes, reaches named projects and
 * always expires. Only people mint, rotate and revoke, and only with scopes that they hold
 * themselves.
 *
 * <p>A call that fails throws {@link SfsException}; a future fails with it.
 */
public final class ServiceKeysClient {
  private final Calls calls;

  ServiceKeysClient(Calls calls) {
    this.calls = calls;
  }

  /** Mints a key and returns it, once. */
  public CreateServiceKeyResponse createServiceKey(CreateServiceKeyRequest request) {
    return calls.unary(ServiceKeyServiceGrpc.getCreateServiceKeyMethod(), request);
  }

  /** {@link #createServiceKey} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CreateServiceKeyResponse> createServiceKeyAsync(
      CreateServiceKeyRequest request) {
    return calls.unaryAsync(ServiceKeyServiceGrpc.getCreateServiceKeyMethod(), request);
  }

  /** Returns a key's record. */
  public GetServiceKeyResponse getServiceKey(GetServiceKeyRequest request) {
    return calls.unary(ServiceKeyServiceGrpc.getGetServiceKeyMethod(), request);
  }

  /** {@link #getServiceKey} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetServiceKeyResponse> getServiceKeyAsync(GetServiceKeyRequest request) {
    return calls.unaryAsync(ServiceKeyServiceGrpc.getGetServiceKeyMethod(), request);
  }

  /** Lists the organization's service keys, newest first, ended ones too. */
  public ListServiceKeysResponse listServiceKeys(ListServiceKeysRequest request) {
    return calls.unary(ServiceKeyServiceGrpc.getListServiceKeysMethod(), request);
  }

  /** {@link #listServiceKeys} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListServiceKeysResponse> listServiceKeysAsync(
      ListServiceKeysRequest request) {
    return calls.unaryAsync(ServiceKeyServiceGrpc.getListServiceKeysMethod(), request);
  }

  /** All items of {@link #listServiceKeys}; a page is asked for when it is needed. */
  public SfsIterable<ServiceKey> allServiceKeys(ListServiceKeysRequest request) {
    return Pages.all(
        token ->
            listServiceKeys(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListServiceKeysResponse::getKeysList,
        ListServiceKeysResponse::getNextPageToken);
  }

  /**
   * Gives a key a new secret, same id and settings. Of several at once one wins, the rest get
   * KEY_CHANGED.
   */
  public RotateServiceKeyResponse rotateServiceKey(RotateServiceKeyRequest request) {
    return calls.unary(ServiceKeyServiceGrpc.getRotateServiceKeyMethod(), request);
  }

  /** {@link #rotateServiceKey} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<RotateServiceKeyResponse> rotateServiceKeyAsync(
      RotateServiceKeyRequest request) {
    return calls.unaryAsync(ServiceKeyServiceGrpc.getRotateServiceKeyMethod(), request);
  }

  /** Ends a key: every replica refuses it within a second. Ending it again changes nothing. */
  public RevokeServiceKeyResponse revokeServiceKey(RevokeServiceKeyRequest request) {
    return calls.unary(ServiceKeyServiceGrpc.getRevokeServiceKeyMethod(), request);
  }

  /** {@link #revokeServiceKey} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<RevokeServiceKeyResponse> revokeServiceKeyAsync(
      RevokeServiceKeyRequest request) {
    return calls.unaryAsync(ServiceKeyServiceGrpc.getRevokeServiceKeyMethod(), request);
  }

  /** Tells what the key at hand is and may do. */
  public WhoAmIResponse whoAmI(WhoAmIRequest request) {
    return calls.unary(ServiceKeyServiceGrpc.getWhoAmIMethod(), request);
  }

  /** {@link #whoAmI} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<WhoAmIResponse> whoAmIAsync(WhoAmIRequest request) {
    return calls.unaryAsync(ServiceKeyServiceGrpc.getWhoAmIMethod(), request);
  }
}
