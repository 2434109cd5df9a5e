package io.github.dhisadmin.examples.migration;

import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The queue through a real RabbitMQ, which loses messages, forgets queues and dies. */
class RabbitWorkQueueIT extends WorkQueueContract {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static @Nullable Broker broker;

  /** Each test has queues of its own. */
  private final String name = "test-" + UUID.randomUUID();

  @BeforeAll
  static void start() throws IOException {
    broker = Broker.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (broker != null) {
      broker.close();
    }
  }

  @Override
  WorkQueue queue(TaskStore store) {
    return broker().queues(name).open(store);
  }

  @Override
  DataSource dataSource() {
    return POSTGRES.dataSource();
  }

  @Test
  void tasks_travel_through_the_broker_as_numbers() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 1);

    assertThat(queue.relay()).isEqualTo(1);
    assertThat(queue.relay()).isZero();
    long id = Long.parseLong(broker().take(name + ".data-upload").orElseThrow());
    assertThat(store().claim(List.of(id), "worker", Duration.ofMinutes(1))).hasSize(1);
  }

  @Test
  void lost_messages_are_sent_again() {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 3);
    queue.relay();

    assertThat(broker().purge(name + ".data-upload")).isEqualTo(3);
    List<ClaimedTask> tasks = claim(queue, DATA_UPLOAD, 3);

    assertThat(tasks).hasSize(3);
    assertThat(queue.warnings()).isEmpty();
  }

  @Test
  void queue_that_somebody_deleted_is_made_again() {
    WorkQueue queue = open();
    broker().delete(name + ".data-upload");
    enqueue(DATA_UPLOAD, 2);

    assertThat(claim(queue, DATA_UPLOAD, 2)).hasSize(2);
    assertThat(queue.warnings()).extracting(Warning::code).containsExactly("BROKER_IN_TROUBLE");
  }

  @Test
  void what_is_no_number_of_a_task_is_put_aside_for_people() {
    WorkQueue queue = open();
    broker().send(name + ".data-upload", "hello");
    broker().send(name + ".data-upload", "9".repeat(30));
    broker().send(name + ".data-upload", "4711");
    enqueue(DATA_UPLOAD, 1);

    done(queue, claim(queue, DATA_UPLOAD, 1).get(0));

    List<String> dead = new ArrayList<>();
    for (int i = 0; dead.size() < 2 && i < 100; i++) {
      broker().take(name + ".dead").ifPresentOrElse(dead::add, WorkQueueContract::pause);
    }
    assertThat(dead).containsExactlyInAnyOrder("hello", "9".repeat(30));
    assertThat(broker().take(name + ".dead")).isEqualTo(Optional.empty());
  }

  @Test
  void message_of_a_task_under_way_is_kept_and_of_no_use_to_others() {
    enqueue(DATA_UPLOAD, 1);
    WorkQueue first = open();
    claim(first, DATA_UPLOAD, 1);

    assertThat(broker().take(name + ".data-upload")).isEmpty();
    first.close();

    assertThat(nothing(open())).isTrue();
  }

  @Test
  void while_the_broker_is_dead_tasks_come_from_the_database_and_then_through_it_again()
      throws IOException {
    WorkQueue queue = open();
    enqueue(DATA_UPLOAD, 3);
    ClaimedTask before = claim(queue, DATA_UPLOAD, 1).get(0);

    broker().kill();
    ClaimedTask meanwhile;
    try {
      meanwhile = claim(queue, DATA_UPLOAD, 1).get(0);
      done(queue, before);
      done(queue, meanwhile);
    } finally {
      broker().startAgain();
    }
    done(queue, claim(queue, DATA_UPLOAD, 1).get(0));

    assertThat(nothing(queue)).isTrue();
    assertThat(store().counts("north")).allMatch(each -> each.isSettled() && each.missing() == 0);
    assertThat(queue.warnings()).hasSize(1);
    assertThat(queue.warnings().get(0).detail())
        .contains("127.0.0.1", "Tasks were taken from the database meanwhile");
  }

  @Test
  void broker_that_refuses_the_password_is_told_at_once_and_without_it() {
    assertThatThrownBy(() -> broker().queues(name, "not-the-password").open(store()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageContaining("refused user guest")
        .hasMessageNotContaining("not-the-password");
  }

  @Test
  void queue_of_the_name_that_is_another_kind_is_told_at_once() {
    broker().declareOtherwise(name + ".data-upload");

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name + ".data-upload");
  }

  private static Broker broker() {
    return Objects.requireNonNull(broker);
  }
}
