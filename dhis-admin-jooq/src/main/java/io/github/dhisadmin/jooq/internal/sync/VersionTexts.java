package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.KEYJSONVALUE;
import static org.jooq.impl.DSL.jsonbGetAttributeAsText;
import static org.jooq.impl.DSL.jsonbObject;
import static org.jooq.impl.DSL.key;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The texts of versions where DHIS2 looks for them, in its data store. A text is stored as one
 * string, as JSON that is stored as such comes back in another order and has another hash.
 */
final class VersionTexts {
  private static final String NAMESPACE = "METADATASTORE";
  private static final String TEXT = "metadata";

  private final DSLContext ctx;

  VersionTexts(DSLContext ctx) {
    this.ctx = ctx;
  }

  void put(String version, String uid, String text) {
    ctx.insertInto(KEYJSONVALUE)
        .set(
            KEYJSONVALUE.KEYJSONVALUEID,
            DSL.sequence(DSL.name("hibernate_sequence"), Long.class).nextval())
        .set(KEYJSONVALUE.UID, uid)
        .set(KEYJSONVALUE.CREATED, SystemSettings.NOW)
        .set(KEYJSONVALUE.LASTUPDATED, SystemSettings.NOW)
        .set(KEYJSONVALUE.NAMESPACE, NAMESPACE)
        .set(KEYJSONVALUE.NAMESPACEKEY, version)
        .set(KEYJSONVALUE.ENCRYPTED, false)
        .set(KEYJSONVALUE.JBVALUE, jsonbObject(key(TEXT).value(val(text))))
        .execute();
  }

  Optional<String> find(String version) {
    return ctx.select(jsonbGetAttributeAsText(KEYJSONVALUE.JBVALUE, TEXT))
        .from(KEYJSONVALUE)
        .where(is(version))
        .fetchOptional()
        .flatMap(row -> Optional.ofNullable(row.value1()));
  }

  static void write(String text, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(text);
    writer.flush();
  }

  private static Condition is(String version) {
    return KEYJSONVALUE.NAMESPACE.eq(NAMESPACE).and(KEYJSONVALUE.NAMESPACEKEY.eq(version));
  }
}
