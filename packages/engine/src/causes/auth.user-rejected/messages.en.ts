import type { CauseMessages } from '../api.ts';

export default {
  title: 'The user was refused',
  explanation:
    'The two hosts agreed, and then the authentication of the user (EAP or XAUTH) was refused by the server or by the database behind it. Wrong name or password, a locked account and a missing group look alike from the client.',
  meaning:
    'User authentication by EAP, XAUTH or the like was refused; the authentication of the computers is not the matter.',
  proof:
    'The server, or the RADIUS server behind it, says that it refused the user or that the method ended in failure.',
  separatedBy: 'the log of the user database or RADIUS server, which knows why',
  steps: {
    ask: 'Have the user type name and password again with care; ask whether the password changed or ran out, and whether the account works elsewhere.',
    check:
      'Read the log of the user database or RADIUS server for this moment: it tells wrong password, unknown user, locked account and missing permission apart.',
    fix: 'Reset the password, unlock the account or put it into the group that may connect. If the server refuses everybody, look at its own connection to the database and at the secret it shares with RADIUS.',
  },
} satisfies CauseMessages as CauseMessages;
