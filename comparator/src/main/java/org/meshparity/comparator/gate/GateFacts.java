package org.meshparity.comparator.gate;

import java.util.List;

/**
 * What a decision rests on.
 *
 * @param different unexplained checks that are proved different
 * @param missing unexplained checks whose group is missing on one side
 * @param undecided share of the traffic in groups that are not decided, 0 to 1
 * @param traffic all traffic, decided or not; 0 if nothing happened
 * @param legacyScraped share of the window in which legacy's targets were scraped, 0 to 1
 * @param candidateScraped share of the window in which candidate's targets were scraped, 0 to 1
 * @param causes sentences that name why, worst first
 * @param remedies what would decide what is not, each once
 */
public record GateFacts(
    int different,
    int missing,
    double undecided,
    double traffic,
    double legacyScraped,
    double candidateScraped,
    List<String> causes,
    List<String> remedies) {

  public GateFacts {
    causes = List.copyOf(causes);
    remedies = List.copyOf(remedies);
  }
}
