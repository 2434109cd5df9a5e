package io.github.dhisadmin.maintenance;

import io.github.dhisadmin.access.Authority;
import java.util.List;

/**
 * An operation as it is listed. The library's own are the constants of {@link
 * MaintenanceOperations}.
 *
 * @param name unique name in lower case with hyphens
 * @param aliases other names, as in DHIS2's web API
 * @param description what it does, in a sentence
 * @param authority what its caller needs
 * @param effect how careful its caller must be
 * @param defaults its parameters unless somebody says otherwise
 * @param <P> its parameters
 */
public record MaintenanceOperation<P extends Record>(
    String name,
    List<String> aliases,
    String description,
    Authority authority,
    MaintenanceEffect effect,
    P defaults) {
  /** Keeps its own copy. */
  public MaintenanceOperation {
    aliases = List.copyOf(aliases);
  }

  /** The operation with its usual parameters. */
  public MaintenanceRequest<P> request() {
    return with(defaults);
  }

  /** The operation with these parameters. */
  public MaintenanceRequest<P> with(P parameters) {
    return new MaintenanceRequest<>(this, parameters);
  }
}
