package dev.belay.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.belay.cli.Golden;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Help.Ansi;

class ReportsTest {

  @ParameterizedTest
  @EnumSource(Format.class)
  void looksAsStored(Format format) throws IOException {
    Golden.check("sample." + format.word(), written(format, Sample.results(), Ansi.OFF));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void emptyRunLooksAsStored(Format format) throws IOException {
    Golden.check("empty." + format.word(), written(format, Sample.empty(), Ansi.OFF));
  }

  @Test
  void textLooksAsStoredInColour() throws IOException {
    Golden.check("sample.colour.text", written(Format.TEXT, Sample.results(), Ansi.ON));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void isTheSameTwice(Format format) throws IOException {
    assertEquals(
        written(format, Sample.results(), Ansi.OFF), written(format, Sample.results(), Ansi.OFF));
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"TEXT", "CONCISE", "GITHUB", "HTML", "JUNIT", "CHECKSTYLE"})
  void letsNoEscapeOfTheSourceThrough(Format format) throws IOException {
    String report = written(format, Sample.results(), Ansi.OFF);
    assertFalse(report.contains("\u001B"), report);
    assertFalse(report.contains("\u202E"), report);
  }

  static String written(Format format, Results results, Ansi colours) throws IOException {
    StringWriter out = new StringWriter();
    format.write(results, Sample.sources(), Sample.layout(colours), Sample.book(), out);
    return out.toString();
  }
}
