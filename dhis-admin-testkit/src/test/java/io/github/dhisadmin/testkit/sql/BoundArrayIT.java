package io.github.dhisadmin.testkit.sql;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BoundArrayIT {
  private static final String[] HOSTILE = {
    "a", "", " ", "b,c", "{d}", "\"e\"", "f\\g", "'h'", "null", "h\ni", "é😀", null
  };

  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  @Test
  void texts_arrive_as_they_are() {
    assertThat(value(BoundArray.of(HOSTILE))).isEqualTo(HOSTILE);
    assertThat(value(BoundArray.of(new String[0]))).isEmpty();
  }

  @Test
  void keys_arrive_as_they_are() {
    assertThat(value(BoundArray.of(Long.MIN_VALUE, 0L, null, Long.MAX_VALUE)))
        .containsExactly(Long.MIN_VALUE, 0L, null, Long.MAX_VALUE);
    assertThat(value(BoundArray.of(new Long[0]))).isEmpty();
  }

  @Test
  void element_is_found_by_what_it_equals() {
    assertThat(value(DSL.field(DSL.val("b,c").eq(DSL.any(BoundArray.of(HOSTILE)))))).isTrue();
    assertThat(value(DSL.field(DSL.val("b").eq(DSL.any(BoundArray.of("a", "c")))))).isFalse();
    assertThat(value(DSL.field(DSL.val(7L).eq(DSL.any(BoundArray.of(6L, 7L)))))).isTrue();
  }

  @Test
  void array_is_constant_to_the_planner() {
    String[] uids =
        IntStream.range(0, 100).mapToObj(i -> "u%010d".formatted(i)).toArray(String[]::new);

    String plan =
        read(
            ctx ->
                ctx.explain(
                        DSL.selectOne()
                            .from(DATAELEMENT)
                            .where(DATAELEMENT.NAME.eq(DSL.any(BoundArray.of(uids)))))
                    .plan());

    assertThat(plan).contains("u0000000099").doesNotContain("cstring");
  }

  private static <T> T value(Field<T> field) {
    return read(ctx -> ctx.select(field).fetchSingle().value1());
  }

  private static <T> T read(Function<DSLContext, T> work) {
    return new Database(POSTGRES.dataSource(), "public", new Settings()).transaction(work);
  }
}
