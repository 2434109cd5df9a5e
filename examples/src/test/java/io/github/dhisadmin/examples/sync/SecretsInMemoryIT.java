package io.github.dhisadmin.examples.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A password is a text while a request is made, and no longer. */
class SecretsInMemoryIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  /** Known to no class that the sending process loads. */
  private static final String PASSWORD = "Very-secret-2";

  @Test
  void process_that_has_sent_holds_no_text_with_the_password(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("sender.hprof");
    SyncedRows.in(DHIS2.dataSource());
    try (CentralServer central = new CentralServer(PASSWORD);
        DhisAdmin admin = CentralServer.admin(DHIS2.dataSource())) {
      central.addTo(admin, CentralServer.TARGET);
      // A careless proxy repeats the headers of a page, credentials among them, also unzipped.
      central.server().faults().next("/api/dataValueSets", Fault.echo(400), Fault.echo(400));
      try (ForkedProcess sender =
          ForkedProcess.start(DumpingProcess.class, DHIS2.database(), file.toString())) {
        assertThat(sender.readUntil(line -> line.equals("dumped"))).isPresent();
      }
      assertThat(central.server().stored(StoredKind.DATA_VALUE)).hasSizeGreaterThan(60);
      assertThat(admin.sync().data().failures(CentralServer.TARGET, 1_000)).isNotEmpty();
    }
    String memory = Files.readString(file, StandardCharsets.ISO_8859_1);

    // Texts are stored as Latin-1: what the process was told is there, as the password would be.
    assertThat(memory.contains(CentralServer.TARGET)).isTrue();
    assertThat(memory.contains(CentralServer.MASTER_KEY)).isTrue();
    assertThat(memory.contains(PASSWORD)).isFalse();
  }
}
