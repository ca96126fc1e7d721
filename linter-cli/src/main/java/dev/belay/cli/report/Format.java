package dev.belay.cli.report;

import dev.belay.cli.page.RuleBook;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms a report can take. A form's classes are loaded when it is written, not before. */
public enum Format {
  /** For a reader at a terminal. */
  TEXT,
  /** One line a finding. */
  CONCISE,
  /** Everything, for programs. */
  JSON,
  /** For code scanning and editors. */
  SARIF,
  /** Annotations of a GitHub workflow. */
  GITHUB,
  /** GitLab's Code Quality. */
  GITLAB,
  /** A test report. */
  JUNIT,
  /** Checkstyle's XML. */
  CHECKSTYLE,
  /** One page that stands alone. */
  HTML;

  /** As the command line writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a word, or nothing. */
  public static Optional<Format> find(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  /** All words, in the order of the help. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Format::word).toList();
  }

  /**
   * Writes the results in this form; lines end with a line feed.
   *
   * @throws IOException if {@code out} refuses
   */
  public void write(Results results, Sources sources, Layout layout, RuleBook book, Writer out)
      throws IOException {
    writer(layout, book).write(results, sources, out);
  }

  private ReportWriter writer(Layout layout, RuleBook book) {
    return switch (this) {
      case TEXT -> new TextReport(layout);
      case CONCISE -> new ConciseReport(layout);
      case JSON -> new JsonReport(layout);
      case SARIF -> new SarifReport(layout, book);
      case GITHUB -> new GithubReport(layout);
      case GITLAB -> new GitlabReport(layout);
      case JUNIT -> new JunitReport(layout);
      case CHECKSTYLE -> new CheckstyleReport(layout);
      case HTML -> new HtmlReport(layout, book);
    };
  }
}
