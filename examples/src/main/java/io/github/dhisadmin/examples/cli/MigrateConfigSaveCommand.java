package io.github.dhisadmin.examples.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.SourceTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds or replaces a configuration. */
@Command(
    name = "save",
    description = "Adds a configuration, or replaces the one of its name.",
    footer = {
      "",
      "The file holds one of the objects that 'migrate config list --format json' writes.",
      "Without a transport, the source is asked directly."
    })
final class MigrateConfigSaveCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "FILE", description = "A JSON file.")
  private Path file = Path.of("");

  MigrateConfigSaveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    MigrationConfiguration configuration = read().toConfiguration();
    try (AdminSession session = context.openSession()) {
      session.sync().migration().configurations().save(configuration);
      context.output().write(MigrateConfigReport.of(List.of(configuration)));
    }
    return ExitStatus.DONE;
  }

  private MigrateConfigReport.Configuration read() {
    try {
      ObjectMapper mapper =
          new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
      if (mapper.readTree(file.toFile()) instanceof ObjectNode document) {
        if (!document.hasNonNull("transport")) {
          document.put("transport", SourceTransport.DIRECT.name());
        }
        return mapper.readerFor(MigrateConfigReport.Configuration.class).readValue(document);
      }
      throw new UsageException("The file " + file + " holds no configuration of a migration.");
    } catch (IOException e) {
      throw new UsageException(
          "The file " + file + " holds no configuration of a migration: " + e.getMessage());
    }
  }
}
