package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.USERINFO;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys.ForeignKey;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.NoParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Named;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Deletes users whose invitation has expired (2.42, DefaultUserService#removeExpiredInvitations),
 * along with what is nothing but theirs, such as memberships and settings. A user that anything
 * else refers to, by whatever foreign key, stays and is reported.
 */
final class ExpiredInvitations implements DatabaseOperation<NoParameters> {
  private static final String STEP = "users";
  private static final Name REFERRER = DSL.name("r");

  /** What a user has and nobody misses. */
  private static final Set<String> OWN =
      Set.of(
          "previouspasswords",
          "userapps",
          "userdatavieworgunits",
          "usergroupmembers",
          "userkeyjsonvalue",
          "usermembership",
          "userrolemembers",
          "users_catdimensionconstraints",
          "users_cogsdimensionconstraints",
          "usersetting",
          "userteisearchorgunits");

  private final Dhis2Schema schema;

  ExpiredInvitations(Dhis2Schema schema) {
    this.schema = schema;
  }

  @Override
  public MaintenanceOperation<NoParameters> definition() {
    return MaintenanceOperations.REMOVE_EXPIRED_INVITATIONS;
  }

  @Override
  public Collection<? extends Named> needs() {
    return List.of(USERINFO.INVITATION, USERINFO.RESTORETOKEN, USERINFO.RESTOREEXPIRY);
  }

  @Override
  public Set<CacheRegion> invalidated() {
    return Set.of(CacheRegion.USERS);
  }

  @Override
  public Plan plan(DSLContext ctx, NoParameters parameters) {
    Plan plan = new Plan();
    Condition expired = expired();
    Map<Long, String> users = new LinkedHashMap<>();
    ctx.select(USERINFO.USERINFOID, USERINFO.USERNAME, USERINFO.UID)
        .from(USERINFO)
        .where(expired)
        .orderBy(USERINFO.USERINFOID)
        .forEach(
            row -> users.put(row.value1(), row.value2() == null ? row.value3() : row.value2()));
    List<ForeignKey> own = new ArrayList<>();
    List<ForeignKey> others = new ArrayList<>();
    if (!users.isEmpty()) {
      for (ForeignKey reference : new ForeignKeys(ctx).to(USERINFO)) {
        if (OWN.contains(reference.table()) && reference.schema().equals(schema.schemaName())) {
          own.add(reference);
        } else {
          others.add(reference);
          block(ctx, plan, reference, expired, users);
        }
      }
    }
    ReferenceGuard guard = ReferenceGuard.ofHost(schema, USERINFO, USERINFO.USERINFOID, others);
    List<Long> ids = List.copyOf(users.keySet());
    return plan.step(STEP, ids.size(), Duration.ofMillis(20))
        .about(ids)
        .by(chunks -> users.forEach((id, name) -> remove(chunks, own, guard, id, name)));
  }

  private static Condition expired() {
    return USERINFO
        .INVITATION
        .isTrue()
        .and(USERINFO.RESTORETOKEN.isNotNull())
        .and(USERINFO.RESTOREEXPIRY.lt(SystemSettings.NOW));
  }

  private void block(
      DSLContext ctx, Plan plan, ForeignKey reference, Condition expired, Map<Long, String> users) {
    Table<Record> referrer = DSL.table(reference.tableName()).as(REFERRER);
    Condition another =
        reference.table().equals(USERINFO.getName())
            ? DSL.field(DSL.name(REFERRER, DSL.name(USERINFO.USERINFOID.getName())), Long.class)
                .ne(USERINFO.USERINFOID)
            : DSL.noCondition();
    ctx.select(USERINFO.USERINFOID, DSL.count())
        .from(USERINFO)
        .join(referrer)
        .on(reference.matches(REFERRER, USERINFO.getUnqualifiedName()))
        .where(expired)
        .and(another)
        .groupBy(USERINFO.USERINFOID)
        .orderBy(USERINFO.USERINFOID)
        .forEach(
            row -> {
              String name = users.remove(row.value1());
              if (name != null) {
                plan.block(
                    blocker(
                        row.value1(), name, reference.label(schema.schemaName()), row.value2()));
              }
            });
  }

  /** The row is locked first, as somebody may be accepting the invitation just now. */
  private static void remove(
      Chunks chunks, List<ForeignKey> own, ReferenceGuard guard, long id, String name) {
    new KeyedRows(USERINFO, USERINFO.USERINFOID)
        .changeOne(
            chunks,
            STEP,
            id,
            (ctx, ids) -> {
              Condition user = USERINFO.USERINFOID.eq(id).and(expired());
              if (!ctx.fetchExists(USERINFO, user)) {
                return 0;
              }
              if (!guard.referred(ctx, ids).isEmpty()) {
                chunks.block(blocker(id, name, "something that came after the plan", 1));
                return 0;
              }
              return OneByOne.unlessReferenced(ctx)
                  .change(
                      ids,
                      some -> {
                        own.forEach(reference -> deleteOwn(ctx, reference, user));
                        return ctx.deleteFrom(USERINFO).where(user).execute();
                      },
                      refused ->
                          chunks.block(blocker(id, name, "something that came after the plan", 1)));
            });
  }

  private static void deleteOwn(DSLContext ctx, ForeignKey reference, Condition user) {
    ctx.deleteFrom(DSL.table(reference.tableName()))
        .where(
            DSL.exists(
                DSL.selectOne()
                    .from(USERINFO)
                    .where(user)
                    .and(reference.matches(reference.tableName(), USERINFO.getUnqualifiedName()))))
        .execute();
  }

  private static Blocker blocker(long id, String name, String referrer, long count) {
    return new Blocker(
        "user", Long.toString(id), name, "REFERENCED", "referred to by " + referrer, count);
  }
}
