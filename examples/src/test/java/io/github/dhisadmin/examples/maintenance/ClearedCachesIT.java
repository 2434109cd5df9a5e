package io.github.dhisadmin.examples.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.statistics.CountedObject;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one node keeps in memory, and another one has cleared. */
class ClearedCachesIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  @Test
  void clearing_caches_on_one_node_reaches_the_other() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(POSTGRES.dataSource());
    dhis2.dataElement("Cases");
    try (DhisAdmin here = node();
        DhisAdmin there = node()) {
      long before = dataElements(here);
      dhis2.dataElement("Deaths");
      assertThat(dataElements(here)).as("from memory").isEqualTo(before);

      there.maintenance().execute(MaintenanceOperations.CLEAR_CACHE.request(), Confirmation.none());

      assertThat(dataElements(here)).as("counted anew").isEqualTo(before + 1);
    }
  }

  private static DhisAdmin node() {
    return DhisAdmin.builder().persistence(JooqPersistence.of(POSTGRES.dataSource())).build();
  }

  private static long dataElements(DhisAdmin node) {
    return node.statistics().recent().countOf(CountedObject.DATA_ELEMENT).orElseThrow().total();
  }
}
