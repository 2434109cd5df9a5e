package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncTarget;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds a server to synchronise with. */
@Command(
    name = "add",
    description = "Adds a server to synchronise with.",
    footer = {
      "",
      "The server's password comes from DHIS_ADMIN_TARGET_PASSWORD or is asked for. It is stored",
      "encrypted under the master key in DHIS_ADMIN_MASTER_KEY, which is stored nowhere.",
      "Here --user is the user on the server; name the database's user before the command."
    })
final class SyncTargetAddCommand implements Callable<Integer> {
  private static final String PASSWORD_VARIABLE = "DHIS_ADMIN_TARGET_PASSWORD";
  private static final String USER = "--user";

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--name", required = true, paramLabel = "N", description = "What to call it.")
  private String name = "";

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "Where it answers, as in https://dhis2.example.org.")
  private String url = "";

  @Option(
      names = "--allow-insecure-http",
      description = "Lets the password go over the wire in the clear.")
  private boolean insecureAllowed;

  SyncTargetAddCommand(CommandContext context) {
    this.context = context;
  }

  /**
   * Takes {@code --user} for the server's user. To be called when this command has inherited the
   * common options, of which one has this name and means the database's user.
   */
  void takeUser() {
    spec.remove(spec.findOption(USER));
    spec.addOption(
        OptionSpec.builder(USER)
            .paramLabel("X")
            .required(true)
            .type(String.class)
            .description("Who logs in on the server.")
            .build());
  }

  @Override
  public Integer call() {
    String user = user();
    Credentials credentials = Credentials.basic(user, Secret.of(password(user)));
    RemoteUrl remote = insecureAllowed ? RemoteUrl.insecure(url) : RemoteUrl.of(url);
    try (AdminSession session = context.openSession()) {
      SyncTarget added = session.sync().targets().add(name, remote, credentials);
      context.output().write(SyncTargetsReport.of(List.of(added)));
    }
    return ExitStatus.DONE;
  }

  private String user() {
    @Nullable String user = spec.findOption(USER).getValue();
    return user == null ? "" : user;
  }

  private String password(String user) {
    Terminal terminal = context.terminal();
    return terminal
        .environment()
        .apply(PASSWORD_VARIABLE)
        .or(() -> terminal.prompt().apply(user + " on " + name))
        .orElseThrow(
            () -> new UsageException("Set " + PASSWORD_VARIABLE + " to the password of " + user));
  }
}
