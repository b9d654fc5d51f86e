package org.meshparity.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page of which everything is written down that must not happen. */
final class Watched implements AutoCloseable {

  private final BrowserContext context;
  private final Page page;
  private final List<String> faults = new CopyOnWriteArrayList<>();

  Watched(BrowserContext context, Page page, URI site) {
    this.context = context;
    this.page = page;
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            faults.add("console: " + message.text());
          }
        });
    page.onPageError(error -> faults.add("error: " + error));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(site.toString())) {
            faults.add("asked another site: " + request.url());
          }
        });
  }

  Page page() {
    return page;
  }

  /** Keeps a picture for people, if a folder for it was named. */
  Watched picture(String name) {
    String folder = System.getProperty("meshparity.screenshots", "");
    if (!folder.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
    return this;
  }

  /** Whether the page is wider than its window. */
  boolean scrollsSideways() {
    return (boolean)
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** Closes it, and fails if anything happened that must not. */
  @Override
  public void close() {
    context.close();
    assertThat(faults).isEmpty();
  }
}
