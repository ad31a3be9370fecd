package org.sallyport.server.store.sql;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.roster.GroupSizes;

final class SqlGroupSizes implements GroupSizes {
    private final Session session;

    SqlGroupSizes(Session session) {
        this.session = session;
    }

    // All groups in one pass: of a page of them, one may well hold everybody.
    @Override
    public List<GroupSize> of(List<GroupName> groups) {
        if (groups.isEmpty()) {
            return List.of();
        }
        var rows = session
                .rows(
                        """
                        select member.folded as folded, count(*) as people,
                            count(case when state = :enforced then 1 end) as enforced,
                            count(case when state = :enabled then 1 end) as enabled
                        from membership as member join people_line on people_line.username = member.username
                        where member.folded in (:groups) and not exists (
                            select 1 from membership as spelling
                            where spelling.folded = member.folded and spelling.username = member.username
                                and spelling.name < member.name)
                        group by member.folded
                        """,
                        Cells.of("enforced", MfaState.ENFORCED.name())
                                .and("enabled", MfaState.ENABLED.name())
                                .and(
                                        "groups",
                                        groups.stream().map(GroupName::folded).toList()))
                .stream()
                .collect(Collectors.toMap(row -> row.text("folded"), Function.identity()));
        return groups.stream()
                .map(group -> {
                    var row = rows.get(group.folded());
                    return row == null
                            ? new GroupSize(group, 0, 0, 0)
                            : new GroupSize(
                                    group, number(row, "people"), number(row, "enforced"), number(row, "enabled"));
                })
                .toList();
    }

    private static int number(Cells row, String column) {
        return Math.toIntExact(row.number(column));
    }
}
