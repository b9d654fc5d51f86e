package org.meshparity.comparator.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.meshparity.comparator.report.PreflightReport;
import org.meshparity.comparator.report.PreflightText;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.report.ReportText;
import picocli.CommandLine;

/**
 * Where a report goes: {@code text}, {@code json}, or either with {@code =FILE}. A file is written
 * beside its place and renamed, so that nobody reads half a report.
 *
 * @param file standard output if empty
 */
record Output(Format format, Optional<Path> file) {

  enum Format {
    TEXT,
    JSON
  }

  /**
   * Reads {@code FORMAT[=FILE]}, several; text on standard output if there are none. Refuses files
   * that could not be written, before anything is asked.
   */
  static List<Output> parse(List<String> given) {
    List<Output> outputs = new ArrayList<>();
    for (String one : given.isEmpty() ? List.of("text") : given) {
      outputs.add(parse(one));
    }
    if (outputs.stream().filter(output -> output.file().isEmpty()).count() > 1) {
      throw new IllegalArgumentException(
          "--output may name one format without =FILE, which has standard output to itself, was "
              + given);
    }
    outputs.forEach(Output::check);
    return outputs;
  }

  private static Output parse(String one) {
    int equals = one.indexOf('=');
    String format = equals < 0 ? one : one.substring(0, equals);
    if (equals >= 0 && equals == one.length() - 1) {
      throw new IllegalArgumentException(
          "--output " + format + "= needs a file behind the equals sign");
    }
    for (Format known : Format.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(format)) {
        return new Output(
            known, equals < 0 ? Optional.empty() : Optional.of(Path.of(one.substring(equals + 1))));
      }
    }
    throw new IllegalArgumentException("--output must be text or json, was \"" + format + "\"");
  }

  private void check() {
    Path folder = file.map(path -> path.toAbsolutePath().getParent()).orElse(null);
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--output: there is no folder " + folder);
    }
    if (file.isPresent() && Files.isDirectory(file.get())) {
      throw new IllegalArgumentException(
          "--output: " + file.get() + " is a folder, name a file in it");
    }
    if (folder != null && !Files.isWritable(folder)) {
      throw new IllegalArgumentException("--output: nothing can be written to " + folder);
    }
  }

  /** Gets ready to write, beside whatever goes on: answers are waited for anyway. */
  static void prepare(List<Output> outputs) {
    if (outputs.stream().anyMatch(output -> output.format() == Format.JSON)) {
      Thread ready = new Thread(ReportJson::prepare, "report");
      ready.setDaemon(true);
      ready.start();
    }
  }

  /** Writes a report wherever it should go; colour only where people look. */
  static void writeAll(List<Output> outputs, Report report) throws IOException {
    for (Output one : outputs) {
      one.write(report, System.out, CommandLine.Help.Ansi.AUTO.enabled());
    }
  }

  /** Writes what only a preflight found, in the same way. */
  static void writeAll(List<Output> outputs, PreflightReport report) throws IOException {
    for (Output one : outputs) {
      boolean coloured = one.file().isEmpty() && CommandLine.Help.Ansi.AUTO.enabled();
      one.write(into -> one.write(report, coloured, into));
    }
  }

  private void write(Report report, OutputStream standardOutput, boolean colour)
      throws IOException {
    boolean coloured = colour && file.isEmpty();
    write(standardOutput, into -> write(report, coloured, into));
  }

  /** Writes something else than a report. */
  void write(Consumer<OutputStream> written) throws IOException {
    write(System.out, written);
  }

  private void write(OutputStream standardOutput, Consumer<OutputStream> written)
      throws IOException {
    if (file.isEmpty()) {
      written.accept(standardOutput);
      standardOutput.flush();
      return;
    }
    Path target = file.get().toAbsolutePath();
    Path beside = Files.createTempFile(target.getParent(), ".meshparity", ".part");
    beside.toFile().deleteOnExit(); // a signal may come while it is written
    try {
      try (OutputStream out = Files.newOutputStream(beside)) {
        written.accept(out);
      }
      move(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void write(PreflightReport report, boolean colour, OutputStream out) {
    switch (format) {
      case JSON -> ReportJson.write(report, out);
      case TEXT -> {
        PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
        new PreflightText(writer, colour).print(report);
        writer.flush();
      }
    }
  }

  private void write(Report report, boolean colour, OutputStream out) {
    switch (format) {
      case JSON -> ReportJson.write(report, out);
      case TEXT -> {
        PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
        new ReportText(writer, colour).print(report);
        writer.flush();
      }
    }
  }
}
