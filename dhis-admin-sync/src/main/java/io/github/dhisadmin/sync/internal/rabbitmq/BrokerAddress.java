package io.github.dhisadmin.sync.internal.rabbitmq;

import io.github.dhisadmin.error.InvalidRequestException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a broker listens.
 *
 * @param host name or address
 * @param port where on it
 * @param virtualHost which of its parts
 * @param encrypted whether by TLS
 */
public record BrokerAddress(String host, int port, String virtualHost, boolean encrypted) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;

  /** The address that a URL names; refuses credentials, and plain text beyond this machine. */
  public static BrokerAddress of(String url) {
    URI uri = parse(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("amqp", "amqps").contains(scheme)
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new InvalidRequestException(
          "The URL of a broker begins with amqps:// and names a host, as in"
              + " amqps://rabbit.example.org/dhis2.");
    }
    if (uri.getRawUserInfo() != null) {
      throw new InvalidRequestException(
          "Leave user name and password out of the URL of a broker; they are given apart.");
    }
    boolean encrypted = scheme.equals("amqps");
    if (!encrypted && !LOOPBACK.contains(uri.getHost())) {
      throw new InvalidRequestException(
          "amqp:// would send the password to " + uri.getHost() + " in the clear; use amqps://.");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? TLS_PORT : PORT;
    String path = uri.getPath();
    return new BrokerAddress(
        uri.getHost(), port, path.length() < 2 ? "/" : path.substring(1), encrypted);
  }

  private static URI parse(String url) {
    try {
      return URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      // whose message would repeat what may be a password
      throw new InvalidRequestException("The URL of the broker cannot be understood.");
    }
  }

  @Override
  public String toString() {
    return host + ":" + port + ", virtual host " + virtualHost;
  }
}
