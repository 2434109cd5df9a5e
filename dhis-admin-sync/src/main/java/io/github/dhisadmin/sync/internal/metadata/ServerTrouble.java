package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What trouble with a server means for metadata versions. */
final class ServerTrouble {
  private static final int GATEWAY_TIMEOUT = 504;
  private static final String SWITCHED_OFF = "versioning is not enabled";
  private static final String NO_SNAPSHOT = "No metadata version snapshot";

  private ServerTrouble() {}

  /** Asks the central server. */
  static <T> T ofCentral(@Nullable MetadataVersion version, Supplier<T> question) {
    try {
      return question.get();
    } catch (RemoteException e) {
      throw StoppedException.by(e, central(e), version);
    }
  }

  /** Has the DHIS2 here do something with a version. */
  static <T> T ofLocal(MetadataVersion version, Supplier<T> work) {
    try {
      return work.get();
    } catch (RemoteException e) {
      throw StoppedException.by(e, local(e), version);
    }
  }

  private static MetadataSyncProblem central(RemoteException trouble) {
    String message = String.valueOf(trouble.getMessage());
    return switch (trouble.problem()) {
      case UNREACHABLE -> MetadataSyncProblem.NO_CONNECTION;
      case TIMEOUT_UNKNOWN -> MetadataSyncProblem.TIMEOUT;
      case REMOTE_5XX ->
          message.contains(NO_SNAPSHOT)
              ? MetadataSyncProblem.SNAPSHOT_MISSING
              : MetadataSyncProblem.REMOTE_FAILED;
      case THROTTLED, CONTRACT -> MetadataSyncProblem.REMOTE_FAILED;
      case BAD_REQUEST ->
          message.contains(SWITCHED_OFF)
              ? MetadataSyncProblem.VERSIONING_DISABLED
              : MetadataSyncProblem.REFUSED;
      case TLS, AUTH, FORBIDDEN, BAD_PROXY, TOO_LARGE, CONFLICT, NOT_FOUND ->
          MetadataSyncProblem.REFUSED;
    };
  }

  private static MetadataSyncProblem local(RemoteException trouble) {
    boolean unknown =
        trouble.problem() == RemoteProblem.TIMEOUT_UNKNOWN || trouble.status() == GATEWAY_TIMEOUT;
    if (unknown) {
      return MetadataSyncProblem.IMPORT_UNKNOWN;
    }
    return switch (trouble.problem()) {
      case CONFLICT -> MetadataSyncProblem.IMPORT_REFUSED;
      case UNREACHABLE, THROTTLED, REMOTE_5XX, TIMEOUT_UNKNOWN, CONTRACT ->
          MetadataSyncProblem.LOCAL_UNAVAILABLE;
      case TLS, AUTH, FORBIDDEN, BAD_PROXY, TOO_LARGE, BAD_REQUEST, NOT_FOUND ->
          MetadataSyncProblem.LOCAL_REFUSED;
    };
  }
}
