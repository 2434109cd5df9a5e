package io.github.dhisadmin.bench.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.bench.Benchmarks;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issues by the hundred thousand, in a process whose memory could not hold them. */
class StreamingCommandIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final String HEAP = "-Xmx40m";

  @Test
  void memory_does_not_grow_with_the_number_of_issues() throws Exception {
    String said = run("200000");

    assertThat(said).contains("status=ISSUES count=200000 heard=200000");
  }

  @Test
  void memory_does_not_grow_when_issues_are_stored_either() throws Exception {
    String said = run("60000", "--store");

    assertThat(said).contains("status=ISSUES count=60000 heard=60000");
  }

  private static String run(String issues, String... more)
      throws IOException, InterruptedException {
    Dhis2Database database = POSTGRES.database();
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Benchmarks.class.getName(),
                "integrity-streaming",
                "--jdbc-url",
                database.jdbcUrl(),
                "--user",
                database.user(),
                "--issues",
                issues));
    line.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    String password = System.getProperty("dhisadmin.test.password");
    if (password != null) {
      builder.environment().put("DHIS_ADMIN_PASSWORD", password);
    }
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
