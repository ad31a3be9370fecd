package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.PosixGroups;

final class MemoryPosixGroups implements PosixGroups {
    private final Rows<String, Numbered> rows;

    MemoryPosixGroups(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    private record Numbered(GroupName name, long gid) {}

    @Override
    public boolean set(GroupName group, long gid) {
        boolean taken = withGid(gid)
                .filter(holder -> !holder.folded().equals(group.folded()))
                .isPresent();
        if (!taken) {
            rows.put(group.folded(), new Numbered(group, gid));
        }
        return !taken;
    }

    @Override
    public void clear(GroupName group) {
        rows.remove(group.folded());
    }

    @Override
    public OptionalLong gid(GroupName group) {
        return rows.find(group.folded()).stream().mapToLong(Numbered::gid).findFirst();
    }

    @Override
    public Optional<GroupName> withGid(long gid) {
        return rows.all().stream()
                .filter(row -> row.gid() == gid)
                .map(Numbered::name)
                .findFirst();
    }

    @Override
    public List<GroupName> page(Optional<GroupName> after, int limit) {
        return rows.after(after.map(GroupName::folded).orElse(""), limit).stream()
                .map(Numbered::name)
                .toList();
    }
}
