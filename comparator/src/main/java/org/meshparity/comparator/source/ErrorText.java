package org.meshparity.comparator.source;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds {@code "error"} in what a server sent beside a status of refusal. */
final class ErrorText {

  private static final JsonFactory JSON = new JsonFactory();

  private ErrorText() {}

  /** The error's text, or all of it where there is none. */
  static String of(String body) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean error = "error".equals(json.currentName());
        if (json.nextToken() == JsonToken.VALUE_STRING && error) {
          return json.getString();
        }
        json.skipChildren();
      }
      return body;
    } catch (JacksonException e) {
      return body; // the status has said that it refuses; this was to say why
    }
  }
}
