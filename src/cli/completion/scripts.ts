/** Each shell's few lines that hand the words to `sfs --complete`; where it offers nothing, the shell offers files. */
export const scripts = {
  bash: `_sfs() {
  local IFS=$'\\n'
  COMPREPLY=($(sfs --complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _sfs sfs`,

  zsh: `#compdef sfs
_sfs() {
  local -a found
  found=("\${(@f)$(sfs --complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _default; fi
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then _sfs "$@"; else compdef _sfs sfs; fi`,

  fish: `function __sfs_complete
  set -g __sfs_found (sfs --complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
  count $__sfs_found >/dev/null
end
complete -c sfs -n __sfs_complete -f -a '$__sfs_found'`,
} as const;
