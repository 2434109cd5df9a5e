package io.github.dhisadmin.core.internal.maintenance;

import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.spi.StoredOperation.Outlook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The token of a plan: the same for the same operation, parameters, counts and objects. */
final class PlanToken {
  private static final int BYTES = 16;

  private PlanToken() {}

  static String of(MaintenanceRequest<?> request, Outlook outlook) {
    String plan =
        String.join(
            "\n",
            request.operation().name(),
            request.parameters().toString(),
            outlook.counts().toString(),
            outlook.subject());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(plan.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
