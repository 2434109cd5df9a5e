package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.sync.Credentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests to one server and tells trouble apart; repeats nothing. Answers of status
 * 200 and 409 are answers, all others are trouble. Thread safe.
 */
final class RemoteHttp {
  private final HttpClient client;
  private final Address address;
  private final Credentials credentials;
  private final RemoteOptions options;
  private final Trouble trouble;
  private final Pace pace;
  private final AtomicBoolean zipRequests = new AtomicBoolean(true);
  private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();

  RemoteHttp(
      HttpClient client,
      Address address,
      Credentials credentials,
      RemoteOptions options,
      Trouble trouble,
      Pace pace) {
    this.client = client;
    this.address = address;
    this.credentials = credentials;
    this.options = options;
    this.trouble = trouble;
    this.pace = pace;
  }

  /** A client as all servers share it: it never follows a redirect with our credentials. */
  static HttpClient client(RemoteOptions options) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(options.timeouts().connect())
        .build();
  }

  /** What is done once, on the thread of the next upload, while the server works on it. */
  void meanwhile(Runnable work) {
    meanwhile.set(work);
  }

  /** The same server, left alone while it is away. */
  RemoteHttp sparing() {
    return new RemoteHttp(client, address, credentials, options, trouble, pace.whichSpares());
  }

  /**
   * Sends a request when it is its turn.
   *
   * @throws RemoteException if there was no answer, or one of trouble
   * @throws RestingException if the server is left alone
   */
  HttpAnswer send(HttpCall call) {
    return pace.sparing()
        ? pace.gate().pass(address.toString(), () -> attempt(ping()), () -> attempt(call))
        : attempt(call);
  }

  private HttpCall ping() {
    return HttpCall.get("/api/system/ping", options.timeouts().question());
  }

  private HttpAnswer attempt(HttpCall call) {
    pace.await();
    boolean zip =
        zipRequests.get()
            && call.payload()
                .filter(payload -> payload.isWorthZipping(options.zipFrom()))
                .isPresent();
    HttpAnswer answer = exchange(call, zip);
    if (zip && (answer.status() == 400 || answer.status() == 415)) {
      HttpAnswer plain = exchange(call, false);
      // A proxy that unzips by itself, or does not let gzip pass, is not asked again.
      zipRequests.set(plain.status() == answer.status());
      answer = plain;
    }
    return trouble.checked(call, answer);
  }

  /**
   * Fetches what may be larger than the memory. It comes as the server keeps it; who reads the file
   * has to see whether it is zipped.
   *
   * @param file where to; what it holds is replaced
   * @return the answer, without its text if that is in the file
   * @throws RemoteException if there was no answer, or one of trouble
   */
  HttpAnswer download(HttpCall call, Path file) {
    pace.await();
    return trouble.checked(
        call,
        await(
            call,
            client.sendAsync(request(call, false), intoFile(file, options.maxAnswerBytes()))));
  }

  private HttpAnswer exchange(HttpCall call, boolean zip) {
    return await(call, client.sendAsync(request(call, zip), limited(options.maxAnswerBytes())));
  }

  /**
   * The client keeps what reads its last answer as long as the connection: what is made here must
   * not know our credentials, so that it is static.
   */
  private static HttpResponse.BodyHandler<byte[]> limited(int maxBytes) {
    return response -> new LimitedBody(maxBytes);
  }

  private static HttpResponse.BodyHandler<byte[]> intoFile(Path file, int maxBytes) {
    return response ->
        response.statusCode() == 200
            ? BodySubscribers.mapping(new FileBody(file), written -> new byte[0])
            : new LimitedBody(maxBytes);
  }

  private HttpAnswer await(HttpCall call, CompletableFuture<HttpResponse<byte[]>> pending) {
    try {
      @Nullable Runnable work = call.payload().isPresent() ? meanwhile.getAndSet(null) : null;
      if (work != null) {
        work.run();
      }
      // The request's own timeout would end when the answer begins.
      return answer(pending.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw trouble.of(call, RemoteProblem.TIMEOUT_UNKNOWN, e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancelledException("The run was interrupted while it waited for " + address + ".");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FileTroubleException file) {
        throw new ConfigurationException(List.of(String.valueOf(file.getMessage())));
      }
      throw trouble.of(call, problem(e), e.getCause());
    } catch (IOException e) {
      throw trouble.of(call, problem(e), e);
    }
  }

  private HttpRequest request(HttpCall call, boolean zip) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(call.path()))
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip")
            .header("Authorization", Login.header(credentials))
            // DHIS2 then answers 401 as JSON instead of showing its login page.
            .header("X-Requested-With", "XMLHttpRequest")
            .header("User-Agent", "dhis-admin");
    if (call.stream().isPresent()) {
      return request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofInputStream(call.stream().get()))
          .build();
    }
    if (call.payload().isEmpty()) {
      return request.GET().build();
    }
    request.header("Content-Type", "application/json");
    if (zip) {
      request.header("Content-Encoding", "gzip");
    }
    return request.POST(BodyPublishers.ofByteArray(call.payload().get().bytes(zip))).build();
  }

  private HttpAnswer answer(HttpResponse<byte[]> response) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    byte[] body = response.body();
    if (body.length > 0 && headers.getOrDefault("content-encoding", "").equalsIgnoreCase("gzip")) {
      body = Gzip.unzip(body, options.maxAnswerBytes());
    }
    return new HttpAnswer(response.statusCode(), headers, new String(body, StandardCharsets.UTF_8));
  }

  private static RemoteProblem problem(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return RemoteProblem.TLS;
      }
      if (cause instanceof AnswerTooLargeException || cause instanceof ZipException) {
        return RemoteProblem.CONTRACT;
      }
    }
    return RemoteProblem.UNREACHABLE;
  }
}
