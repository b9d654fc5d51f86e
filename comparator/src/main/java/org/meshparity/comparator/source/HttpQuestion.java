package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.List;
import okhttp3.Call;
import okhttp3.Response;
import org.meshparity.comparator.source.access.AccessClient;

/** One request to a server, and how its answer is taken apart. */
interface HttpQuestion {

  /** A fresh call, which is not under way yet. */
  Call call(AccessClient client) throws IOException;

  /**
   * Reads the answer, once it is a success.
   *
   * @return what makes it partial; empty if it is whole
   * @throws IOException a {@link WrongAnswer} if it is not what such a server answers
   */
  List<String> read(Response response) throws IOException;

  /**
   * Hears of a refusal that is neither for want of time nor of credentials, nor one of the
   * question's size.
   *
   * @throws Unsuited if the same can be had in another way
   */
  default void refused(int status) throws Unsuited {}

  /** What was asked for, as a person writes it. */
  String text();
}
