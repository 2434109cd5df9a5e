package io.github.dhisadmin.jooq.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.run.Cancellation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.ExecuteContext;
import org.junit.jupiter.api.Test;

class CancellableStatementsTest {
  private final CancellableStatements statements = new CancellableStatements(new Cancellation());
  private final AtomicInteger cancels = new AtomicInteger();

  @Test
  void statement_that_had_not_begun_when_it_was_cancelled_is_cancelled_again() {
    statements.executeStart(
        contextOf(
            statement(
                () -> {
                  if (cancels.get() == 3) {
                    statements.executeEnd(contextOf(statement(() -> {})));
                  }
                })));

    statements.cancel();

    assertThat(cancels).hasValue(3);
  }

  @Test
  void nothing_is_cancelled_between_statements() {
    PreparedStatement statement = statement(() -> {});
    statements.executeStart(contextOf(statement));
    statements.executeEnd(contextOf(statement));

    statements.cancel();

    assertThat(cancels).hasValue(0);
  }

  private PreparedStatement statement(Runnable whenCancelled) {
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) -> {
          if (method.getName().equals("cancel")) {
            cancels.incrementAndGet();
            whenCancelled.run();
          }
          return null;
        });
  }

  private static ExecuteContext contextOf(PreparedStatement statement) {
    return proxy(ExecuteContext.class, (self, method, arguments) -> statement);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
