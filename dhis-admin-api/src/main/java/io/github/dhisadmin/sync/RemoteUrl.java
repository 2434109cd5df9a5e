package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.InvalidRequestException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where another DHIS2 server answers, without {@code /api} and a slash at the end.
 *
 * @param uri with scheme and host, and perhaps a port and a path
 * @param insecureAllowed whether credentials may go over the wire in the clear
 */
public record RemoteUrl(URI uri, boolean insecureAllowed) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Refuses what is no such URL, carries credentials, or would send them in the clear. */
  public RemoteUrl {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme)
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new InvalidRequestException(
          "The URL of a server begins with https://, names a host and has neither ? nor #, as in"
              + " https://dhis2.example.org.");
    }
    if (uri.getRawUserInfo() != null) {
      throw new InvalidRequestException(
          "Leave user name and password out of the URL of a server; they are given apart and stored"
              + " encrypted.");
    }
    if (scheme.equals("http") && !insecureAllowed && !LOOPBACK.contains(uri.getHost())) {
      throw new InvalidRequestException(
          "http:// would send the password to "
              + uri.getHost()
              + " in the clear; use https://, or allow insecure HTTP explicitly.");
    }
  }

  /** A server to which credentials go encrypted, or not beyond this machine. */
  public static RemoteUrl of(String url) {
    return new RemoteUrl(parse(url), false);
  }

  /** A server to which credentials may go in the clear. */
  public static RemoteUrl insecure(String url) {
    return new RemoteUrl(parse(url), true);
  }

  /** The address of an endpoint, given with its leading slash. */
  public URI resolve(String pathAndQuery) {
    return URI.create(uri + pathAndQuery);
  }

  private static URI parse(String url) {
    String base = url.strip().replaceAll("/+$", "").replaceAll("/api$", "").replaceAll("/+$", "");
    try {
      return URI.create(base);
    } catch (IllegalArgumentException e) {
      // whose message would repeat what may be a password
      throw new InvalidRequestException("The URL of the server cannot be understood.");
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
