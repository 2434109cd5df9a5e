package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which invited users go, and which stay. */
class ExpiredInvitationsIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final MaintenanceRequest<?> REMOVE =
      MaintenanceOperations.REMOVE_EXPIRED_INVITATIONS.request();

  private MaintenanceBed maintenance;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    maintenance = new MaintenanceBed(database);
    dhis2 = Dhis2Fixture.on(database.dataSource());
  }

  private void invite(String name, String token, String expiry) {
    dhis2.user(name);
    maintenance.run(
        "update userinfo set invitation = true, restoretoken = "
            + token
            + ", restoreexpiry = "
            + expiry
            + " where username = '"
            + name
            + "'");
  }

  private List<String> users() {
    return maintenance.values(
        "select username from userinfo where username <> 'admin' order by username");
  }

  private static String id(String user) {
    return "(select userinfoid from userinfo where username = '" + user + "')";
  }

  @ParameterizedTest
  @EnumSource
  void invited_users_go_when_their_token_has_expired(Shape shape) {
    open(shape);
    String past = "localtimestamp - interval '1 minute'";
    invite("expired", "'t'", past);
    invite("invited", "'t'", "localtimestamp + interval '1 hour'");
    invite("without token", "null", past);
    invite("without expiry", "'t'", "null");
    invite("accepted", "'t'", past);
    dhis2.user("ordinary");
    dhis2.organisationUnit("Bo");
    maintenance.run(
        "update userinfo set invitation = false where username = 'accepted'",
        "insert into usermembership (organisationunitid, userinfoid) select organisationunitid, "
            + id("expired")
            + " from organisationunit",
        "insert into usersetting (userinfoid, name) values (" + id("expired") + ", 'keyUiLocale')",
        "update userinfo set lastupdatedby = userinfoid where username = 'expired'");

    assertThat(maintenance.carryOut(REMOVE)).containsExactly(Map.entry("users", 1L));

    assertThat(users())
        .containsExactly("accepted", "invited", "ordinary", "without expiry", "without token");
    assertThat(maintenance.count("usermembership")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void user_that_something_else_refers_to_stays_and_is_reported(Shape shape) {
    open(shape);
    String past = "localtimestamp - interval '1 minute'";
    invite("owner", "'t'", past);
    invite("known to the host", "'t'", past);
    invite("unknown", "'t'", past);
    dhis2.dataElement("Cases");
    maintenance.run(
        "update dataelement set userid = " + id("owner"),
        "create table host_user (badge int, userid bigint references userinfo)",
        "insert into host_user select 1, " + id("known to the host"));

    assertThat(MaintenanceBed.lines(maintenance.plan(REMOVE).blockers()))
        .containsExactlyInAnyOrder(
            "REFERENCED owner: referred to by dataelement.userid",
            "REFERENCED known to the host: referred to by host_user.userid");
    assertThat(maintenance.carryOut(REMOVE)).containsEntry("users", 1L);
    assertThat(users()).containsExactly("known to the host", "owner");
  }

  @ParameterizedTest
  @EnumSource
  void who_accepts_after_the_plan_stays_with_all_that_is_theirs(Shape shape) {
    open(shape);
    invite("late", "'t'", "localtimestamp - interval '1 minute'");
    maintenance.run(
        "insert into usersetting (userinfoid, name) values (" + id("late") + ", 'keyUiLocale')");
    Prepared prepared = maintenance.prepared(REMOVE);
    maintenance.run("update userinfo set invitation = false where username = 'late'");

    Done done = maintenance.execute(REMOVE, prepared, RunControl.none());

    assertThat(done.counts()).containsEntry("users", 0L);
    assertThat(users()).containsExactly("late");
    assertThat(maintenance.count("usersetting")).isEqualTo(1);
  }
}
