package io.github.dhisadmin.testkit.postgres;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension that gives a test class its own empty database, one per shape it asks for, and
 * takes it back after the class. A test that ends with more open connections than it started with
 * fails. Register it in a static field; a class whose tests run concurrently needs one database per
 * test instead.
 */
public final class Dhis2DatabaseExtension
    implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final Shape defaultShape;
  private final Lifetime lifetime;
  private final Map<Shape, Dhis2Database> databases = new EnumMap<>(Shape.class);
  private int openBefore;

  private enum Lifetime {
    CLASS,
    TEST
  }

  private Dhis2DatabaseExtension(Shape defaultShape, Lifetime lifetime) {
    this.defaultShape = defaultShape;
    this.lifetime = lifetime;
  }

  /** Databases of the 2.42 shape unless a test asks for another. */
  public static Dhis2DatabaseExtension v242() {
    return shape(Shape.V2_42);
  }

  /** Databases of this shape unless a test asks for another. */
  public static Dhis2DatabaseExtension shape(Shape shape) {
    return new Dhis2DatabaseExtension(shape, Lifetime.CLASS);
  }

  /** The same with a fresh database for every test method. */
  public Dhis2DatabaseExtension freshForEachTest() {
    return new Dhis2DatabaseExtension(defaultShape, Lifetime.TEST);
  }

  /** The database of the default shape. */
  public Dhis2Database database() {
    return database(defaultShape);
  }

  /** The database of this shape, for tests that run over all shapes. */
  public Dhis2Database database(Shape shape) {
    return databases.computeIfAbsent(shape, TestPostgres::create);
  }

  /** The connections to the database of the default shape. */
  public TrackedDataSource dataSource() {
    return database().dataSource();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    openBefore = openConnections();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    int leaked = openConnections() - openBefore;
    if (leaked > 0) {
      AssertionError error =
          new AssertionError(leaked + " database connection(s) left open by the test");
      databases
          .values()
          .forEach(each -> each.dataSource().openedAt().forEach(error::addSuppressed));
      throw error;
    }
    if (lifetime == Lifetime.TEST) {
      closeAll();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    closeAll();
  }

  private int openConnections() {
    return databases.values().stream().mapToInt(each -> each.dataSource().openConnections()).sum();
  }

  private void closeAll() {
    databases.values().forEach(Dhis2Database::close);
    databases.clear();
  }
}
