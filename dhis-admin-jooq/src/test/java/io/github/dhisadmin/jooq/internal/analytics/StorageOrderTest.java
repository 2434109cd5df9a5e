package io.github.dhisadmin.jooq.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.analytics.StorageOrder.Dimension;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class StorageOrderTest {

  @Test
  void places_that_fit_make_one_number() {
    assertThat(keys(new Dimension("d", 9), new Dimension("c", 4), new Dimension("o", 99)))
        .containsExactly("((((\"d\".\"place\" * 5) + \"c\".\"place\") * 100) + \"o\".\"place\")");
  }

  @Test
  void places_that_would_overflow_make_a_further_number() {
    long many = 3_000_000_000L;

    assertThat(keys(new Dimension("d", many), new Dimension("c", many), new Dimension("o", 9)))
        .containsExactly("((\"d\".\"place\" * 3000000001) + \"c\".\"place\")", "\"o\".\"place\"");
  }

  private static List<String> keys(Dimension... dimensions) {
    return new StorageOrder(List.of(dimensions))
        .keys().stream().map(DSL.using(SQLDialect.POSTGRES)::renderInlined).toList();
  }
}
