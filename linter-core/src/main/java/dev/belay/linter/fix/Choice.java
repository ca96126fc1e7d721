package dev.belay.linter.fix;

import dev.belay.linter.rule.Finding;
import java.util.List;

/** Which findings are to be mended. Asked once a pass. */
@FunctionalInterface
public interface Choice {

  /** Whatever has a fix. */
  Choice ALL = (findings, origins) -> findings;

  /**
   * Those to be mended.
   *
   * @param findings of the whole project as it is by now
   * @param origins where they stood before the first pass
   */
  List<Finding> of(List<Finding> findings, Origins origins);
}
