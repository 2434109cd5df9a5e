package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.RemoteUrl;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells by an answer what went wrong, and says it without secrets. */
final class Trouble {
  private final RemoteUrl url;
  private final Redaction redaction;
  private final Clock clock;

  Trouble(RemoteUrl url, Redaction redaction, Clock clock) {
    this.url = url;
    this.redaction = redaction;
    this.clock = clock;
  }

  /** The answer, if it is one of DHIS2 to the request. */
  HttpAnswer checked(HttpCall call, HttpAnswer answer) {
    Optional<RemoteProblem> problem = problem(answer);
    if (problem.isEmpty()) {
      return answer;
    }
    RemoteException failure = of(call, problem.get(), answer);
    throw retryAfter(answer).map(failure::retryAfter).orElse(failure);
  }

  /** Trouble without an answer. */
  RemoteException of(HttpCall call, RemoteProblem problem, @Nullable Throwable cause) {
    String what = cause == null ? "" : " (" + redaction.excerpt(String.valueOf(cause)) + ")";
    return new RemoteException(problem, 0, sentence(call, problem) + what, quiet(cause));
  }

  /** Trouble that an answer tells. */
  RemoteException of(HttpCall call, RemoteProblem problem, HttpAnswer answer) {
    String said = redaction.excerpt(answer.body());
    return new RemoteException(
        problem,
        answer.status(),
        sentence(call, problem)
            + " Status "
            + answer.status()
            + (said.isEmpty() ? ", without a text." : ": " + said),
        null);
  }

  private String sentence(HttpCall call, RemoteProblem problem) {
    return url + " " + call + ": " + advice(problem);
  }

  /** A failure of the JDK whose text could repeat a header is left out of the chain of causes. */
  private @Nullable Throwable quiet(@Nullable Throwable cause) {
    return cause == null || String.valueOf(cause.getMessage()).contains("uthorization")
        ? null
        : cause;
  }

  private static Optional<RemoteProblem> problem(HttpAnswer answer) {
    int status = answer.status();
    if (status / 100 == 3) {
      boolean login = answer.header("Location").orElse("").contains("login");
      return Optional.of(login ? RemoteProblem.AUTH : RemoteProblem.BAD_PROXY);
    }
    return switch (status) {
      case 200, 201, 409 -> ofPage(answer);
      case 401 -> Optional.of(RemoteProblem.AUTH);
      case 403 -> Optional.of(answer.isHtml() ? RemoteProblem.BAD_PROXY : RemoteProblem.FORBIDDEN);
      case 404 -> Optional.of(RemoteProblem.NOT_FOUND);
      case 400, 405, 415 -> Optional.of(RemoteProblem.BAD_REQUEST);
      case 408 -> Optional.of(RemoteProblem.TIMEOUT_UNKNOWN);
      case 413 -> Optional.of(RemoteProblem.TOO_LARGE);
      case 429 -> Optional.of(RemoteProblem.THROTTLED);
      default -> Optional.of(status >= 500 ? RemoteProblem.REMOTE_5XX : RemoteProblem.CONTRACT);
    };
  }

  /** A page in place of an answer comes from a proxy, a portal or the login form. */
  private static Optional<RemoteProblem> ofPage(HttpAnswer answer) {
    if (!answer.isHtml()) {
      return Optional.empty();
    }
    return Optional.of(
        answer.body().contains("login") ? RemoteProblem.AUTH : RemoteProblem.BAD_PROXY);
  }

  private Optional<Duration> retryAfter(HttpAnswer answer) {
    Optional<Duration> seconds =
        answer
            .header("Retry-After")
            .filter(text -> text.matches("[0-9]{1,9}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    return seconds
        .or(() -> answer.moment("Retry-After").map(at -> Duration.between(clock.instant(), at)))
        .filter(wait -> !wait.isNegative());
  }

  private static String advice(RemoteProblem problem) {
    return switch (problem) {
      case UNREACHABLE -> "the server cannot be reached; check URL, network and firewall.";
      case TLS -> "no secure connection; check the server's certificate.";
      case AUTH -> "the server does not accept the credentials; set them again.";
      case FORBIDDEN -> "the user may not do this; give it the authority that is named.";
      case BAD_PROXY -> "something that is not DHIS2 answered; check URL and proxies.";
      case THROTTLED -> "the server asks for fewer requests.";
      case TOO_LARGE -> "the request is too large for the server or a proxy before it.";
      case TIMEOUT_UNKNOWN -> "no answer in time; the request may have taken effect.";
      case REMOTE_5XX -> "the server failed; the request may have taken effect.";
      case CONTRACT -> "the answer is not one of DHIS2; the request may have taken effect.";
      case CONFLICT -> "the server refuses the request.";
      case BAD_REQUEST -> "the server does not understand the request.";
      case NOT_FOUND -> "the server has no such endpoint; check URL and version.";
    };
  }
}
