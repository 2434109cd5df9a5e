package io.github.dhisadmin.job;

import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import java.time.Duration;

/**
 * Which server's metadata versions a job takes over.
 *
 * @param target name of the central server; empty for the only one there is
 * @param attempts in total
 * @param delaySeconds between attempts
 * @param sendData whether data values and registrations are sent before
 */
public record MetadataSyncJobParameters(
    @Parameter(description = "Name of the central server; empty for the only one there is")
        String target,
    @Parameter(description = "Attempts in total", byDefault = "3", min = 1, max = 100) int attempts,
    @Parameter(description = "Seconds between attempts", byDefault = "30", min = 0, max = 86_400)
        int delaySeconds,
    @Parameter(description = "Send data values and registrations first", byDefault = "true")
        boolean sendData) {

  /** A job that takes over the versions of this server as DHIS2 does. */
  public static MetadataSyncJobParameters from(String target) {
    return new MetadataSyncJobParameters(target, 3, 30, true);
  }

  /**
   * The same as a request.
   *
   * @param server name of the server
   */
  public MetadataSyncRequest request(String server) {
    MetadataSyncRequest request =
        MetadataSyncRequest.from(server).retrying(attempts, Duration.ofSeconds(delaySeconds));
    return sendData ? request : request.withoutData();
  }
}
