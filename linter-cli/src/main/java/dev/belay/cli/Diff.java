package dev.belay.cli;

import dev.belay.cli.report.Layout;
import dev.belay.linter.fix.Fixed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** What fixes change, as a patch that {@code git apply} takes at the repository's top. */
final class Diff {

  private Diff() {}

  static void write(List<Fixed.ChangedFile> files, Layout layout, Writer out) throws IOException {
    for (Fixed.ChangedFile file : files) {
      RawText before = new RawText(file.before());
      RawText after = new RawText(file.after());
      ByteArrayOutputStream patch = new ByteArrayOutputStream();
      try (DiffFormatter formatter = new DiffFormatter(patch)) {
        formatter.format(
            new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after), before, after);
      }
      String path = layout.inRepository(file.path());
      out.write("--- a/" + path + "\n+++ b/" + path + "\n");
      out.write(patch.toString(StandardCharsets.UTF_8));
    }
  }
}
