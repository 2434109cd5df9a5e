package io.github.dhisadmin.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window and without a network, driven through its developer tools. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String LISTENING = "DevTools listening on ";
  private static final long SECONDS_TO_END = 20;

  private final Process process;
  private final DevTools tools;
  private final CompletableFuture<Void> complaints;

  private Chromium(Process process, DevTools tools, CompletableFuture<Void> complaints) {
    this.process = process;
    this.tools = tools;
    this.complaints = complaints;
  }

  /** Where a browser of this kind is installed, if one is. */
  public static Optional<Path> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a browser that keeps its files in a directory. No name has an address for it, so that
   * what it tried to load would fail, and nothing leaves the machine.
   */
  public static Chromium start(Path executable, Path profile) throws IOException {
    Process process =
        new ProcessBuilder(
                executable.toString(),
                "--headless=new",
                // it refuses to run as root with one, and shows nothing but a page of ours
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader errors = process.errorReader();
    URI address = address(errors);
    // Nobody wants to know, but it would wait for a reader.
    CompletableFuture<Void> complaints = CompletableFuture.runAsync(() -> drain(errors));
    return new Chromium(process, DevTools.connect(address), complaints);
  }

  /** Opens a page in a tab of its own and waits until it has loaded. */
  public BrowserPage open(URI page) {
    JsonNode target = tools.call("Target.createTarget", text("url", "about:blank"));
    ObjectNode attach = text("targetId", target.path("targetId").asText());
    attach.put("flatten", true);
    String session = tools.call("Target.attachToTarget", attach).path("sessionId").asText();
    return BrowserPage.load(tools, session, page);
  }

  /** Waits until all its processes have ended, as they write to its directory until then. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    tools.call("Browser.close", JsonNodeFactory.instance.objectNode());
    tools.close();
    CompletableFuture.allOf(
            Stream.concat(all.stream().map(ProcessHandle::onExit), Stream.of(complaints))
                .toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, SECONDS_TO_END, TimeUnit.SECONDS)
        .exceptionally(closedEarly -> null)
        .join();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  static ObjectNode text(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  /** Reads until it has told where it listens. */
  private static URI address(BufferedReader errors) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(LISTENING)) {
        return URI.create(line.substring(LISTENING.length()));
      }
      said.append(line).append('\n');
    }
    throw new IOException("The browser did not start: " + said);
  }

  private static void drain(Reader reader) {
    try {
      reader.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
