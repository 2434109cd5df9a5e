package io.github.dhisadmin.jooq.internal.statistics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.USERINFO;
import static org.jooq.impl.DSL.count;

import io.github.dhisadmin.statistics.InvitationCount;
import io.github.dhisadmin.statistics.StatisticsWindow;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/**
 * Users by what they did last, in one scan (2.42, dataSummary).
 *
 * @param active users who logged in within each window
 * @param invitations users who were invited
 */
record UserCounts(Map<StatisticsWindow, Long> active, InvitationCount invitations) {

  static UserCounts read(DSLContext ctx, LocalDateTime now) {
    Map<StatisticsWindow, Field<Long>> active = new EnumMap<>(StatisticsWindow.class);
    for (StatisticsWindow window : StatisticsWindow.values()) {
      active.put(window, users(USERINFO.LASTLOGIN.ge(window.start(now))));
    }
    Condition isInvited = USERINFO.INVITATION.isTrue();
    Condition hasExpired = USERINFO.RESTORETOKEN.isNotNull().and(USERINFO.RESTOREEXPIRY.lt(now));
    Field<Long> invited = users(isInvited);
    Field<Long> expired = users(isInvited.and(hasExpired));
    Record row = ctx.select(active.values()).select(invited, expired).from(USERINFO).fetchSingle();
    Map<StatisticsWindow, Long> counts = new EnumMap<>(StatisticsWindow.class);
    active.forEach((window, count) -> counts.put(window, row.get(count)));
    return new UserCounts(counts, new InvitationCount(row.get(invited), row.get(expired)));
  }

  private static Field<Long> users(Condition condition) {
    return count().filterWhere(condition).coerce(SQLDataType.BIGINT);
  }
}
