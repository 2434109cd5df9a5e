package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.AttributeFilter;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.period.PeriodType;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configurations, as they are listed and as a file describes one. */
record MigrateConfigReport(List<Configuration> configurations) implements Report {

  /** One configuration. */
  record Configuration(
      String name,
      String source,
      String destination,
      SourceTransport transport,
      List<ItemSet> itemSets) {

    private static Configuration of(MigrationConfiguration configuration) {
      return new Configuration(
          configuration.name(),
          configuration.source(),
          configuration.destination(),
          configuration.transport(),
          configuration.itemSets().stream().map(ItemSet::of).toList());
    }

    MigrationConfiguration toConfiguration() {
      return new MigrationConfiguration(
          name, source, destination, itemSets.stream().map(ItemSet::toItemSet).toList(), transport);
    }
  }

  /** Items that are migrated together. */
  record ItemSet(
      String name,
      DataOrigin origin,
      String periodType,
      String organisationUnit,
      int level,
      List<DataItem> items,
      @Nullable AttributeFilter attributes) {

    private static ItemSet of(DataItemSet itemSet) {
      return new ItemSet(
          itemSet.name(),
          itemSet.origin(),
          itemSet.periodType().dhis2Name(),
          itemSet.place().organisationUnit(),
          itemSet.place().level(),
          itemSet.items(),
          itemSet.attributeFilterOrNull());
    }

    private DataItemSet toItemSet() {
      return new DataItemSet(
          name,
          origin,
          PeriodType.named(periodType)
              .orElseThrow(
                  () -> new UsageException("There is no period type '" + periodType + "'.")),
          new Place(organisationUnit, level),
          items,
          attributes);
    }
  }

  static MigrateConfigReport of(List<MigrationConfiguration> configurations) {
    return new MigrateConfigReport(configurations.stream().map(Configuration::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    if (configurations.isEmpty()) {
      out.println("No configurations.");
    }
    TextTable text = new TextTable();
    for (Configuration each : configurations) {
      text.row(each.name, each.source + " to " + each.destination, way(each.transport));
      each.itemSets.forEach(
          set -> text.row("", set.name, set.items.size() + " items, " + set.periodType));
    }
    text.writeTo(out);
  }

  private static String way(SourceTransport transport) {
    return switch (transport) {
      case DIRECT -> "";
      case ROUTE -> "through the route data-service";
      case AUTOMATIC -> "through the route data-service if there is one";
    };
  }
}
