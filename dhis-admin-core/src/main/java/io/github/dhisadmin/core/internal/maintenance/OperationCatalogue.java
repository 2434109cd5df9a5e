package io.github.dhisadmin.core.internal.maintenance;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.Suggestions;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.spi.StoredOperation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The operations there are, by name. */
final class OperationCatalogue {
  private final List<StoredOperation<?>> operations;

  OperationCatalogue(Stream<StoredOperation<?>> operations) {
    List<String> order =
        MaintenanceOperations.all().stream().map(MaintenanceOperation::name).toList();
    this.operations =
        operations
            .sorted(
                Comparator.comparingInt(operation -> order.indexOf(operation.definition().name())))
            .toList();
  }

  List<MaintenanceOperation<?>> definitions() {
    return operations.stream().<MaintenanceOperation<?>>map(StoredOperation::definition).toList();
  }

  MaintenanceOperation<?> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return definitions().stream()
        .filter(operation -> names(operation).anyMatch(wanted::equals))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  /** The operation of a request. */
  <P extends Record> StoredOperation<P> of(MaintenanceRequest<P> request) {
    for (StoredOperation<?> operation : operations) {
      if (operation.definition().equals(request.operation())) {
        // Equal definitions have equal defaults, and so the same type of parameters.
        @SuppressWarnings("unchecked")
        StoredOperation<P> found = (StoredOperation<P>) operation;
        return found;
      }
    }
    throw unknown(request.operation().name());
  }

  private InvalidRequestException unknown(String name) {
    List<String> known = definitions().stream().map(MaintenanceOperation::name).toList();
    return new InvalidRequestException(
        "There is no maintenance operation '"
            + name
            + "'. "
            + new Suggestions(known).forName(name));
  }

  private static Stream<String> names(MaintenanceOperation<?> operation) {
    return Stream.concat(Stream.of(operation.name()), operation.aliases().stream())
        .map(each -> each.toLowerCase(Locale.ROOT));
  }
}
