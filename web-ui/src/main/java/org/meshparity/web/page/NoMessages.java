package org.meshparity.web.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;

/**
 * Texts by language, of which there are none: pages say what they say in their templates. Without
 * this, Spring makes a source of its own that begins by listing every language Java knows, which is
 * a fourteenth of what a start takes.
 */
final class NoMessages implements MessageSource {

  @Override
  public @Nullable String getMessage(
      String code,
      Object @Nullable [] arguments,
      @Nullable String otherwise,
      @Nullable Locale locale) {
    return otherwise;
  }

  @Override
  public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
    throw new NoSuchMessageException(code);
  }

  @Override
  public String getMessage(MessageSourceResolvable message, @Nullable Locale locale) {
    String otherwise = message.getDefaultMessage();
    if (otherwise == null) {
      throw new NoSuchMessageException(String.valueOf(message));
    }
    return otherwise;
  }
}
