/** Labels in the languages they were seen or told in. Shape comes first; this table only says which of two equal shapes is which. */
const set = (...labels: string[]): ReadonlySet<string> => new Set(labels.map((label) => label.toLowerCase()));

export const username = set('Username', 'User name', 'Benutzername', 'Gebruikersnaam', 'Nom de profil', 'Nom d’utilisateur', "Nom d'utilisateur", 'Nombre de usuario', 'Nome de usuário', 'Nome de utilizador', 'Nome utente', 'Nume de utilizator', 'Nazwa użytkownika', 'Användarnamn', 'Brugernavn', 'Brukernavn', 'Käyttäjätunnus', 'Kullanıcı adı', 'Имя пользователя', 'Uživatelské jméno', 'Όνομα χρήστη', 'ユーザーネーム', '사용자 이름', '用户名', '用戶名稱', '使用者名稱', '作者'); // prettier-ignore
export const shownName = set('Name', 'Full name', 'Naam', 'Nom', 'Nombre', 'Nome', 'Nume', 'Imię', 'Namn', 'Navn', 'Nimi', 'Ad', 'Имя', 'Jméno', 'Όνομα', '名前', '이름', '姓名'); // prettier-ignore
export const email = set('Email', 'Email address', 'E-Mail', 'E-Mail-Adresse', 'E-mail', 'E-mailadres', 'Adresse e-mail', 'Correo electrónico', 'Endereço de e-mail', 'Indirizzo e-mail', 'Adres e-mail', 'E-postadress'); // prettier-ignore
export const phone = set('Phone Number', 'Telefonnummer', 'Telefoonnummer', 'Numéro de téléphone', 'Número de teléfono', 'Número de telefone', 'Numero di telefono', 'Număr de telefon', 'Numer telefonu'); // prettier-ignore
export const bio = set('Bio', 'Biography', 'Biographie', 'Biografie', 'Biografía', 'Biografia', 'Steckbrief');
export const website = set('Website', 'Webseite', 'Site web', 'Sitio web', 'Site', 'Sito web');
export const comment = set('Comment', 'Kommentar', 'Opmerking', 'Reactie', 'Commentaire', 'Comentario', 'Comentário', 'Commento', 'Comentariu', 'Komentarz'); // prettier-ignore
export const owner = set('Media Owner', 'Owner', 'Author', 'Medieninhaber', 'Propriétaire du média', 'Propriétaire', 'Media-eigenaar', 'Propietario del contenido multimedia', 'Propietario', 'Proprietario del contenuto multimediale', 'Proprietário da mídia'); // prettier-ignore
