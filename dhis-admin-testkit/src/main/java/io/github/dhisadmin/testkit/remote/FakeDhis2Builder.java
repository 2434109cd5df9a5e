package io.github.dhisadmin.testkit.remote;

import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Describes a {@link FakeDhis2}; good for one. */
public final class FakeDhis2Builder {
  private final List<Account> accounts = new ArrayList<>();
  private Dhis2Version version = Dhis2Version.V2_42;
  private Clock clock = Clock.systemUTC();
  private String systemId = "eed3d451-4ff5-4193-b951-ffcc68954299";
  private RemoteStore store = RemoteStore.inMemory();

  /** Who may come in, by the header that says so. */
  record Account(String authorization, String username, Set<String> authorities) {}

  FakeDhis2Builder() {}

  /** How the server answers; as 2.42 unless set. */
  public FakeDhis2Builder version(Dhis2Version newVersion) {
    this.version = newVersion;
    return this;
  }

  /**
   * Lets a user in; {@code admin} with {@code district} and all authorities unless one is named.
   */
  public FakeDhis2Builder user(String username, String password, String... authorities) {
    String pair = username + ":" + password;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    accounts.add(new Account(basic, username, Set.of(authorities)));
    return this;
  }

  /** Lets in whoever has this personal access token, on servers that know such tokens. */
  public FakeDhis2Builder token(String token, String username, String... authorities) {
    accounts.add(new Account("ApiToken " + token, username, Set.of(authorities)));
    return this;
  }

  /** The server's idea of the time. */
  public FakeDhis2Builder clock(Clock newClock) {
    this.clock = newClock;
    return this;
  }

  /** What tells this server from others. */
  public FakeDhis2Builder systemId(String newSystemId) {
    this.systemId = newSystemId;
    return this;
  }

  /**
   * The server reads and writes a DHIS2 database of the 2.42 shape, and sees at once what others
   * write there. Of data values it refuses those whose data elements, units or option combinations
   * are not there. Of metadata, the tables hold data elements, category combinations, option sets
   * and indicators with their types; everything else is in memory.
   */
  public FakeDhis2Builder over(DataSource database) {
    DatabaseStatements statements = new DatabaseStatements(database);
    this.store =
        RemoteStore.over(
            new DatabaseValues(statements, Dhis2Fixture.on(database)),
            new DatabaseMetadata(statements));
    return this;
  }

  /** Starts the server. */
  public FakeDhis2 start() {
    if (accounts.isEmpty()) {
      user("admin", "district", "ALL");
    }
    return new FakeDhis2(this);
  }

  Optional<Account> account(String authorization) {
    return accounts.stream()
        .filter(account -> account.authorization().equals(authorization))
        .filter(
            account -> version.acceptsTokens() || !account.authorization().startsWith("ApiToken"))
        .findFirst();
  }

  Dhis2Version version() {
    return version;
  }

  Clock clock() {
    return clock;
  }

  RemoteStore store() {
    return store;
  }

  String systemId() {
    return systemId;
  }
}
