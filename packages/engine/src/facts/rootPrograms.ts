/** Programs that open files or ports as root, or change to other users, by what they are (their manuals). */
const ROOT_PROGRAMS = {
  nginx: /^nginx$/,
  apache:
    /^(?:apache2|apache2ctl|apachectl|apache2-foreground|httpd|httpd-foreground)$/,
  cron: /^(?:cron|crond)$/,
  sshd: /^sshd$/,
  fpm: /^php-fpm[\d.]*$/,
  init: /^(?:systemd|init|my_init|s6-svscan|runsvdir|runsvdir-start)$/,
  other:
    /^(?:dockerd|vsftpd|smbd|nmbd|rsyslogd|syslog-ng|openvpn|named|dnsmasq|squid|keepalived|ntpd|chronyd|rpcbind|dropbear)$/,
} as const;

export type RootProgram = keyof typeof ROOT_PROGRAMS;

/**
 * What needs root to start as its packages are made; undefined for a program that does not, as far as is known.
 *
 * @param name - without the directory
 */
export function rootProgramOf(name: string): RootProgram | undefined {
  const kinds = Object.keys(ROOT_PROGRAMS) as RootProgram[];
  return kinds.find(kind => ROOT_PROGRAMS[kind].test(name));
}

/** Servers that keep their state in the home of the user, and do not start without one. */
export function keepsStateAtHome(name: string): boolean {
  return /^(?:jupyter(?:-\w+)?|code-server)$/.test(name);
}
