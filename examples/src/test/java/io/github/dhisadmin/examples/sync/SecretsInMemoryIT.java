package io.github.dhisadmin.examples.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A password is in memory while a server is talked to, and no longer. */
class SecretsInMemoryIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  /** Known to no class that the sending process loads. */
  private static final String PASSWORD = "Very-secret-2";

  @Test
  void process_that_has_sent_holds_no_password_in_any_form(@TempDir Path directory)
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
    String pair = CentralServer.USER + ":" + PASSWORD;

    // What the process was told is there, and so would the password be.
    assertThat(holds(memory, CentralServer.TARGET, StandardCharsets.ISO_8859_1)).isTrue();
    assertThat(holds(memory, CentralServer.MASTER_KEY, StandardCharsets.ISO_8859_1)).isTrue();
    // Texts are stored as Latin-1, characters as UTF-16.
    assertThat(holds(memory, PASSWORD, StandardCharsets.ISO_8859_1)).isFalse();
    assertThat(holds(memory, PASSWORD, StandardCharsets.UTF_16BE)).isFalse();
    assertThat(
            holds(
                memory,
                Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.ISO_8859_1))
        .isFalse();
  }

  private static boolean holds(String memory, String text, Charset charset) {
    return memory.contains(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1));
  }
}
