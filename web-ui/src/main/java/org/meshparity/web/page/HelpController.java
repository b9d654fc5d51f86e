package org.meshparity.web.page;

import java.util.stream.Stream;
import org.meshparity.comparator.report.Outcome;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.web.text.OutcomeWord;
import org.meshparity.web.text.VerdictWord;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the words mean. */
@Controller
final class HelpController {

  @GetMapping("/help")
  String show(Model model) {
    model.addAttribute("outcomes", Stream.of(Outcome.values()).map(OutcomeWord::of).toList());
    model.addAttribute("verdicts", Stream.of(Verdict.values()).map(VerdictWord::of).toList());
    return "help";
  }
}
