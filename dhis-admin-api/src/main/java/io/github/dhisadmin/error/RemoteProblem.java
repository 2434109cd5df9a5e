package io.github.dhisadmin.error;

/** What can go wrong between this process and another DHIS2 server. */
public enum RemoteProblem {
  /** No connection, or one that broke off. */
  UNREACHABLE(true),
  /** The server's certificate or protocol is not acceptable. */
  TLS(false),
  /** The server does not accept the credentials; trying again could lock the account. */
  AUTH(false),
  /** The user lacks an authority. */
  FORBIDDEN(false),
  /** Something that is not DHIS2 answered, such as a proxy or a login page. */
  BAD_PROXY(false),
  /** The server asks for fewer requests. */
  THROTTLED(true),
  /** The request is larger than the server, or a proxy before it, takes. */
  TOO_LARGE(false),
  /** No answer in time; the request may have taken effect. */
  TIMEOUT_UNKNOWN(true),
  /** The server, or a proxy before it, failed; the request may have taken effect. */
  REMOTE_5XX(true),
  /** The answer is not what DHIS2 answers; the request may have taken effect. */
  CONTRACT(true),
  /** The server refuses the request as a whole. */
  CONFLICT(false),
  /** The server does not understand the request. */
  BAD_REQUEST(false),
  /** The server has no such endpoint. */
  NOT_FOUND(false);

  private final boolean transientProblem;

  RemoteProblem(boolean transientProblem) {
    this.transientProblem = transientProblem;
  }

  /** Whether the same request may succeed later; all requests of the library can be repeated. */
  public boolean isTransient() {
    return transientProblem;
  }
}
