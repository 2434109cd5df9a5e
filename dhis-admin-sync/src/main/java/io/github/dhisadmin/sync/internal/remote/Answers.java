package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import java.io.IOException;
import java.util.List;

/** Answers as documents, out of the envelope that servers from 2.38 on put import results in. */
final class Answers {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Trouble trouble;

  Answers(Trouble trouble) {
    this.trouble = trouble;
  }

  /**
   * The document that was asked for.
   *
   * @throws RemoteException if the answer is not JSON
   */
  JsonNode document(HttpCall call, HttpAnswer answer) {
    JsonNode document = json(call, answer);
    if (document.isObject()) {
      return document;
    }
    throw contradiction(call, answer);
  }

  /**
   * What was asked for, be it an object, a list or a text.
   *
   * @throws RemoteException if the answer is not JSON
   */
  JsonNode json(HttpCall call, HttpAnswer answer) {
    try {
      JsonNode json = MAPPER.readTree(answer.body());
      if (!json.isMissingNode()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // whose message quotes the answer; ours does so within limits
    }
    throw contradiction(call, answer);
  }

  /**
   * The data values that were asked for.
   *
   * @throws RemoteException if the answer is not JSON
   */
  List<RemoteValue> values(HttpCall call, HttpAnswer answer) {
    try {
      return new ValueReader().read(answer.body());
    } catch (IOException e) {
      // whose message quotes the answer; ours does so within limits
      throw trouble.of(call, RemoteProblem.CONTRACT, answer);
    }
  }

  /** Trouble with an answer that is JSON, but not what was asked for. */
  RemoteException contradiction(HttpCall call, HttpAnswer answer) {
    return trouble.of(call, RemoteProblem.CONTRACT, answer);
  }

  /**
   * The result of an import.
   *
   * @param mark a field that such results have
   * @throws RemoteException if the answer is something else, such as the refusal of the request
   */
  JsonNode importResult(HttpCall call, HttpAnswer answer, String mark) {
    JsonNode document = document(call, answer);
    boolean wrapped = document.has("httpStatusCode");
    JsonNode result = wrapped ? document.path("response") : document;
    if (result.has(mark)) {
      return result;
    }
    throw trouble.of(
        call, answer.status() == 409 ? RemoteProblem.CONFLICT : RemoteProblem.CONTRACT, answer);
  }
}
