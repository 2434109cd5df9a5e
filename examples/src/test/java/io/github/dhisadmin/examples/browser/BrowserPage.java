package io.github.dhisadmin.examples.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A page in a browser, with somebody at its keyboard. It remembers what the page asked for and what
 * the browser complained of.
 */
public final class BrowserPage {
  private static final int HEIGHT = 900;
  private static final int MOST_TABS = 300;
  private static final long SECONDS_TO_LOAD = 60;

  private final DevTools tools;
  private final String session;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final URI address;
  private final CompletableFuture<Void> arrived = new CompletableFuture<>();
  private final CompletableFuture<Void> loaded = new CompletableFuture<>();

  private BrowserPage(DevTools tools, String session, URI address) {
    this.tools = tools;
    this.session = session;
    this.address = address;
  }

  static BrowserPage load(DevTools tools, String session, URI address) {
    BrowserPage page = new BrowserPage(tools, session, address);
    tools.listen(page::heard);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      page.call(domain + ".enable", parameters());
    }
    page.call("Emulation.setFocusEmulationEnabled", parameters().put("enabled", true));
    page.size(1440);
    page.call("Page.navigate", parameters().put("url", address.toString()));
    page.loaded.orTimeout(SECONDS_TO_LOAD, TimeUnit.SECONDS).join();
    return page;
  }

  /** Addresses that the page asked for, itself among them. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Exceptions, messages on the console, refusals of the browser and dialogs. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The value of an expression of the page's language. */
  public JsonNode value(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            parameters().put("expression", expression).put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** The value of an expression that is a list of texts. */
  public List<String> values(String expression) {
    List<String> texts = new ArrayList<>();
    value(expression).forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  /** What elements say, in the order of the page. */
  public List<String> texts(String selector) {
    return values("[...document.querySelectorAll(\"" + selector + "\")].map(e => e.textContent)");
  }

  /** Gives the window another width. */
  public void size(int width) {
    call(
        "Emulation.setDeviceMetricsOverride",
        parameters()
            .put("width", width)
            .put("height", HEIGHT)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
  }

  /** Shows the page to somebody who prefers {@code light} or {@code dark}. */
  public void colours(String scheme) {
    ObjectNode preference = parameters().put("name", "prefers-color-scheme").put("value", scheme);
    ObjectNode media = parameters();
    media.putArray("features").add(preference);
    call("Emulation.setEmulatedMedia", media);
  }

  /** Presses the tabulator until an element has the focus. */
  public void tabTo(String selector) {
    for (int i = 0; i < MOST_TABS; i++) {
      press("Tab", 9, "");
      if (value("document.activeElement.matches(\"" + selector + "\")").asBoolean()) {
        return;
      }
    }
    throw new AssertionError("The tabulator does not lead to " + selector);
  }

  /** Presses the key. */
  public void pressEnter() {
    press("Enter", 13, "\r");
  }

  /** Types characters. */
  public void type(String text) {
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            character -> {
              call(
                  "Input.dispatchKeyEvent",
                  parameters().put("type", "keyDown").put("text", character));
              call("Input.dispatchKeyEvent", parameters().put("type", "keyUp"));
            });
  }

  /** Takes a picture of the whole page, down to a height. */
  public void picture(Path file, int width, int height) throws IOException {
    ObjectNode clip = parameters().put("x", 0).put("y", 0).put("width", width);
    clip.put("height", height).put("scale", 1);
    ObjectNode parameters = parameters().put("captureBeyondViewport", true);
    parameters.set("clip", clip);
    String data = call("Page.captureScreenshot", parameters).path("data").asText();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  private void press(String key, int code, String text) {
    ObjectNode down = parameters().put("type", text.isEmpty() ? "rawKeyDown" : "keyDown");
    down.put("key", key).put("code", key).put("windowsVirtualKeyCode", code).put("text", text);
    call("Input.dispatchKeyEvent", down);
    ObjectNode up = parameters().put("type", "keyUp").put("key", key).put("code", key);
    call("Input.dispatchKeyEvent", up.put("windowsVirtualKeyCode", code));
  }

  private void heard(JsonNode event) {
    if (!event.path("sessionId").asText().equals(session)) {
      return;
    }
    JsonNode parameters = event.path("params");
    switch (event.path("method").asText()) {
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      case "Page.frameNavigated" -> {
        if (parameters.path("frame").path("url").asText().equals(address.toString())) {
          arrived.complete(null);
        }
      }
      case "Page.loadEventFired" -> {
        // the empty page of a new tab may still have to tell that it has loaded
        if (arrived.isDone()) {
          loaded.complete(null);
        }
      }
      case "Page.javascriptDialogOpening",
          "Runtime.consoleAPICalled",
          "Runtime.exceptionThrown",
          "Log.entryAdded" ->
          complaints.add(event.toString());
      default -> {
        // Nothing that a test asks for.
      }
    }
  }

  private JsonNode call(String method, ObjectNode parameters) {
    return tools.call(session, method, parameters);
  }

  private static ObjectNode parameters() {
    return JsonNodeFactory.instance.objectNode();
  }
}
